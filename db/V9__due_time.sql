-- The times of the schedule that somebody took up, each once, however many programs serve.
CREATE TABLE due_time (
  -- The command, COR and, where it is set, the org.
  subject       VARCHAR(900) NOT NULL,
  due_at        TIMESTAMP WITH TIME ZONE NOT NULL,
  -- One more with each process that took it up.
  fence         BIGINT NOT NULL,
  host          VARCHAR(300) NOT NULL,
  machine       VARCHAR(300) NOT NULL,
  pid           BIGINT NOT NULL,
  process_start TIMESTAMP WITH TIME ZONE NOT NULL,
  taken_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  heartbeat_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at      TIMESTAMP WITH TIME ZONE,
  -- Null also for the time from which on a schedule counts.
  exit_code     INTEGER,
  PRIMARY KEY (subject, due_at)
);
