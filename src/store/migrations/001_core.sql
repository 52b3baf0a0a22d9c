-- Everything is in UTC, and an hour is named by the instant at which it ends.

CREATE TABLE meta (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);

CREATE TABLE balancing_authorities (
  code text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL,
  timezone text
);

CREATE TABLE series (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  respondent text NOT NULL,
  kind text NOT NULL,
  unit text NOT NULL DEFAULT 'MWh',
  last_observed_at timestamptz,
  UNIQUE (respondent, kind)
);

-- 8-byte columns first: no padding. Double precision, so that every number comes back as it was reported.
CREATE TABLE observations (
  ts timestamptz NOT NULL,
  value double precision,
  series_id integer NOT NULL,
  PRIMARY KEY (series_id, ts)
);

CREATE TABLE ingest_runs (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  source text NOT NULL,
  first_hour timestamptz NOT NULL,
  last_hour timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'running',
  outcome jsonb
);

-- Append-only: what was believed before, and since when no more.
CREATE TABLE revisions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seen_at timestamptz NOT NULL,
  ts timestamptz NOT NULL,
  old_value double precision,
  new_value double precision,
  series_id integer NOT NULL REFERENCES series (id),
  run_id integer NOT NULL
);
CREATE INDEX revisions_seen_at ON revisions (seen_at);
CREATE INDEX revisions_series_ts ON revisions (series_id, ts);

-- A sliding window meets the same bad row at every run: one row here, counted.
CREATE TABLE quarantine (
  digest text PRIMARY KEY,
  origin text NOT NULL,
  respondent text,
  period text,
  reason text NOT NULL,
  excerpt text NOT NULL,
  first_run_id integer NOT NULL,
  last_run_id integer NOT NULL,
  times_seen integer NOT NULL DEFAULT 1
);
CREATE INDEX quarantine_last_run_id ON quarantine (last_run_id);

CREATE TABLE quarantine_counts (
  run_id integer NOT NULL,
  origin text NOT NULL,
  reason text NOT NULL,
  row_count integer NOT NULL,
  PRIMARY KEY (run_id, origin, reason)
);
