-- Testimony: what was forecast before the fact, 0.1 kg/MWh as published. Of a slot (06:00 and 18:00 local) the
-- first issue stands. Index 1 of an array is the hour that ends an hour after issued_at.
CREATE TABLE predictions (
  slot timestamptz NOT NULL,
  issued_at timestamptz NOT NULL,
  last_known_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  respondent text NOT NULL,
  method text NOT NULL,
  value real[] NOT NULL,
  low real[] NOT NULL,
  high real[] NOT NULL,
  windows json NOT NULL,
  PRIMARY KEY (respondent, slot)
);
CREATE INDEX predictions_issued_at ON predictions (issued_at);

CREATE FUNCTION refuse_change_of_testimony() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Predictions are testimony: they are added to, never changed or removed.';
END $$;
CREATE TRIGGER predictions_stand BEFORE UPDATE OR DELETE OR TRUNCATE ON predictions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_testimony();
