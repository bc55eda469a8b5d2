-- How a command that nobody watches stands, and what people were told of it.
CREATE TABLE standing (
  subject  VARCHAR(100) PRIMARY KEY,
  -- Null when nothing is wrong.
  trouble  VARCHAR(30),
  since    TIMESTAMP WITH TIME ZONE,
  last_day DATE,
  nights   INTEGER NOT NULL,
  -- Every trouble people were told of since it began, by comma.
  told     VARCHAR(300) NOT NULL,
  told_at  TIMESTAMP WITH TIME ZONE,
  reminded BOOLEAN NOT NULL
);
