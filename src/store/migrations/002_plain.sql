-- The plain twins of what 002_timescaledb.sql makes with the extension: the same names, the same numbers.

CREATE INDEX observations_ts ON observations USING brin (ts);

-- The UTC day in which the hour starts. Views cannot go stale; they are read through the function,
-- which bounds ts.
CREATE FUNCTION daily_summaries_between(first_day date, last_day date)
RETURNS TABLE (
  series_id integer, day date,
  min_value double precision, max_value double precision,
  avg_value double precision, sum_value double precision, value_count bigint
) LANGUAGE sql STABLE AS $$
  SELECT o.series_id, ((o.ts - interval '1 hour') AT TIME ZONE 'UTC')::date,
         min(o.value), max(o.value), avg(o.value), sum(o.value), count(o.value)
  FROM observations o
  WHERE o.ts > first_day::timestamp AT TIME ZONE 'UTC'
    AND o.ts <= (last_day + 1)::timestamp AT TIME ZONE 'UTC'
  GROUP BY 1, 2
$$;

CREATE VIEW daily_summaries AS
  SELECT o.series_id, ((o.ts - interval '1 hour') AT TIME ZONE 'UTC')::date AS day,
         min(o.value) AS min_value, max(o.value) AS max_value,
         avg(o.value) AS avg_value, sum(o.value) AS sum_value, count(o.value) AS value_count
  FROM observations o
  GROUP BY 1, 2;
