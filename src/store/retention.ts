import type { Queryable } from './database.ts';

interface Policy {
  days: number | null;
}

/** Makes TimescaleDB's policy what was asked for: none, or one of so many days. */
export async function setRetentionPolicy(
  database: Queryable,
  retentionDays: number | undefined,
): Promise<void> {
  const [policy] = await database.query<Policy>(`
    SELECT (extract(epoch FROM (config ->> 'drop_after')::interval) / 86400)::int AS days
    FROM timescaledb_information.jobs
    WHERE proc_name = 'policy_retention' AND hypertable_name = 'observations'`);
  if (policy?.days === retentionDays) return;
  await database.exec("SELECT remove_retention_policy('observations', if_exists => true)");
  if (retentionDays === undefined) return;
  await database.query("SELECT add_retention_policy('observations', make_interval(days => $1))", [
    retentionDays,
  ]);
}

/** The plain twin of the policy: to be called at every run, by the run's own clock. */
export async function dropOldObservations(
  database: Queryable,
  retentionDays: number | undefined,
  now: Date,
): Promise<void> {
  if (retentionDays === undefined) return;
  await database.query('DELETE FROM observations WHERE ts < $1::timestamptz - make_interval(days => $2)', [
    now,
    retentionDays,
  ]);
}
