-- Testimony that was looked for and not found. What is lost is declared, never made again.
CREATE TABLE testimony_losses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  declared_at timestamptz NOT NULL,
  kind text NOT NULL,
  month text NOT NULL,
  reason text NOT NULL,
  UNIQUE (kind, month)
);
