-- The filter of a run, to tell when it has changed.
ALTER TABLE run ADD COLUMN filter VARCHAR;

-- The filter by which somebody agreed to archive what does not meet it any more.
ALTER TABLE target ADD COLUMN archive_filter VARCHAR;
