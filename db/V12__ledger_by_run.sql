-- What a run was the last to touch is asked for at its begin and at its end; without an index every night
-- reads the whole ledger for that, even one that has nothing to do.
CREATE INDEX ledger_by_run ON ledger (target_id, last_run, last_step, kind);
