-- What Salesforce said of the mapped fields when a run last began, to tell what an administrator has changed since.
CREATE TABLE described_field (
  target_id INTEGER NOT NULL REFERENCES target (target_id),
  object    VARCHAR(100) NOT NULL,
  field     VARCHAR(100) NOT NULL,
  type      VARCHAR NOT NULL,
  -- What a picklist offers, as a list in JSON; null for other fields.
  picklist  VARCHAR,
  PRIMARY KEY (target_id, object, field)
);
