import { type HourRange, hourToIso } from '../grid/hour.ts';
import { NO_ROW, type ReportedHours } from '../grid/reported-hours.ts';
import type { Database } from './database.ts';
import { OBSERVATION_COLUMNS, observationRowDecoder } from './observation-copy.ts';
import type { SeriesCatalog } from './series.ts';

/** By code units: the order must not depend on a machine's locale. */
const inOrder = (a: ReportedHours, b: ReportedHours) =>
  a.respondent === b.respondent ? (a.kind < b.kind ? -1 : 1) : a.respondent < b.respondent ? -1 : 1;

/** Every series that has a row within the hours, by respondent and kind, with what is no row told from a gap. */
export async function readReported(
  database: Database,
  catalog: SeriesCatalog,
  { firstHour, lastHour }: HourRange,
): Promise<ReportedHours[]> {
  const known = await catalog.read(database);
  const names = new Map(known.map(({ id, respondent, kind }) => [id, { respondent, kind }]));
  const found = new Map<number, ReportedHours>();
  const open = (id: number): ReportedHours => {
    const name = names.get(id) as Pick<ReportedHours, 'respondent' | 'kind'>;
    const valuesMwh = new Float64Array(lastHour - firstHour + 1).fill(NO_ROW);
    const series = { ...name, firstHour, valuesMwh };
    found.set(id, series);
    return series;
  };
  const onRow = (hour: number, id: number, value: number) => {
    (found.get(id) ?? open(id)).valuesMwh[hour - firstHour] = value;
  };
  await database.copyOut(
    `SELECT ${OBSERVATION_COLUMNS.join(', ')} FROM observations
     WHERE ts BETWEEN '${hourToIso(firstHour)}' AND '${hourToIso(lastHour)}'`,
    observationRowDecoder(onRow),
  );
  return [...found.values()].sort(inOrder);
}
