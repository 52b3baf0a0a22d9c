SELECT create_hypertable('observations', by_range('ts', interval '30 days'), create_default_indexes => false, migrate_data => true);

ALTER TABLE observations SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'series_id',
  timescaledb.compress_orderby = 'ts'
);
SELECT add_compression_policy('observations', compress_after => interval '21 days');

-- Offset by an hour: the bucket holds the hours that start within the UTC day, which end from 01:00 to 24:00.
CREATE MATERIALIZED VIEW daily_buckets
WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
  SELECT series_id, time_bucket(interval '1 day', ts, "offset" => interval '1 hour') AS bucket,
         min(value) AS min_value, max(value) AS max_value,
         avg(value) AS avg_value, sum(value) AS sum_value, count(value) AS value_count
  FROM observations
  GROUP BY 1, 2
WITH NO DATA;
SELECT add_continuous_aggregate_policy('daily_buckets',
  start_offset => interval '30 days', end_offset => interval '1 day', schedule_interval => interval '1 hour');

CREATE VIEW daily_summaries AS
  SELECT series_id, (bucket AT TIME ZONE 'UTC')::date AS day,
         min_value, max_value, avg_value, sum_value, value_count
  FROM daily_buckets;

CREATE FUNCTION daily_summaries_between(first_day date, last_day date)
RETURNS TABLE (
  series_id integer, day date,
  min_value double precision, max_value double precision,
  avg_value double precision, sum_value double precision, value_count bigint
) LANGUAGE sql STABLE AS $$
  SELECT b.series_id, (b.bucket AT TIME ZONE 'UTC')::date,
         b.min_value, b.max_value, b.avg_value, b.sum_value, b.value_count
  FROM daily_buckets b
  WHERE b.bucket >= first_day::timestamp AT TIME ZONE 'UTC'
    AND b.bucket < (last_day + 1)::timestamp AT TIME ZONE 'UTC'
$$;
