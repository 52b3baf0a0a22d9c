-- Testimony: what a published sentence said before its rows were revised. Only ever added to.
CREATE TABLE corrections (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  respondent text NOT NULL,
  day date NOT NULL,
  seen_at timestamptz NOT NULL,
  rule text NOT NULL,
  was text NOT NULL,
  now text
);
