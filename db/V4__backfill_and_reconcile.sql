-- The parts of a run that are read side by side, each with an end of its own.
CREATE TABLE run_slice (
  run_number BIGINT NOT NULL REFERENCES run (run_number),
  slice      VARCHAR(60) NOT NULL,
  state      VARCHAR(20) NOT NULL,
  reason     VARCHAR,
  row_count  BIGINT NOT NULL,
  PRIMARY KEY (run_number, slice)
);

-- What a person gave for fields that are sent once, when the entity is created.
ALTER TABLE ledger ADD COLUMN creation_values VARCHAR;

-- Who asks the holder to let it go first, and when it last asked.
ALTER TABLE lease ADD COLUMN asker_command VARCHAR(50);
ALTER TABLE lease ADD COLUMN asker_host VARCHAR(300);
ALTER TABLE lease ADD COLUMN asker_machine VARCHAR(300);
ALTER TABLE lease ADD COLUMN asker_pid BIGINT;
ALTER TABLE lease ADD COLUMN asker_start TIMESTAMP WITH TIME ZONE;
ALTER TABLE lease ADD COLUMN asked_at TIMESTAMP WITH TIME ZONE;
