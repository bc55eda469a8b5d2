-- The parents without which COR has an entity, one of a kind at most; they follow when COR has them.
ALTER TABLE ledger ADD COLUMN lacks_client VARCHAR(18);
ALTER TABLE ledger ADD COLUMN lacks_contract VARCHAR(18);
ALTER TABLE ledger ADD COLUMN lacks_brand VARCHAR(18);
ALTER TABLE ledger ADD COLUMN lacks_product VARCHAR(18);
