import { createHash } from 'node:crypto';
import { z } from 'zod';
import { datesBetween, type LocalDate, type LocalDay, localDay } from '../grid/hour.ts';
import { type HourlyFrame, sliceDay } from '../grid/hourly-frame.ts';
import type { SeriesKind } from '../grid/observation.ts';

export const statementInputs = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type StatementInputs = z.infer<typeof statementInputs>;

export const statementRows = z.object({
  series: z.array(z.string()).describe('"generation:*" stands for every series of generation by source'),
  days: z.array(z.string()).describe('local days, each a date or a range "from/to", both included'),
});
export type StatementRows = z.infer<typeof statementRows>;

/** A sentence of a pulse with all that made it. */
export const statement = z.object({
  rule: z.string(),
  text: z.string(),
  inputs: statementInputs.describe('what the rule measured, unrounded; the text follows from it alone'),
  rows: statementRows.extend({
    hash: z.string().describe('of the rows, as rowsText writes them: SHA-256, the first 32 hex digits'),
  }),
});
export type Statement = z.infer<typeof statement>;

/**
 * The rows of one series over one local day, as hashed:
 * `demand,2026-03-30,25953,25124,,431044000!` is the series, the day, and each hour's reported MWh in
 * order; nothing for a gap, and `!` after a value that screening does not believe.
 */
function rowsLine(reported: HourlyFrame, trusted: HourlyFrame, kind: SeriesKind, day: LocalDay): string {
  const believed = sliceDay(trusted, kind, day);
  let line = `${kind},${day.date}`;
  sliceDay(reported, kind, day).forEach((value, i) => {
    line += Number.isNaN(value) ? ',' : Number.isNaN(believed[i]) ? `,${value}!` : `,${value}`;
  });
  return line;
}

/** Whose rows are hashed: as reported, as believed, and the calendar that cuts its days. */
export interface RowsBook {
  reported: HourlyFrame;
  trusted: HourlyFrame;
  timezone: string;
}

/** Hashes rows of one respondent; remembers their lines, which many sentences share. */
export function rowsHasher({ reported, trusted, timezone }: RowsBook): (rows: StatementRows) => string {
  const lines = new Map<string, string>();
  const generation = [...reported.series.keys()].filter((kind) => kind.startsWith('generation:')).sort();
  const kindsOf = (series: string): string[] => (series === 'generation:*' ? generation : [series]);
  const lineOf = (kind: string, date: LocalDate): string => {
    const key = `${kind} ${date}`;
    const known = lines.get(key);
    if (known !== undefined) return known;
    const line = rowsLine(reported, trusted, kind as SeriesKind, localDay(date, timezone));
    lines.set(key, line);
    return line;
  };
  /** A line a series and day: series in the order named, the days of each in theirs. */
  const rowsText = ({ series, days }: StatementRows): string =>
    series
      .flatMap(kindsOf)
      .flatMap((kind) => days.flatMap(datesOf).map((date) => lineOf(kind, date)))
      .join('\n');
  return (rows) => createHash('sha256').update(rowsText(rows)).digest('hex').slice(0, 32);
}

function datesOf(days: string): LocalDate[] {
  const [first, last] = days.split('/') as [LocalDate, LocalDate | undefined];
  return last ? datesBetween(first, last) : [first];
}
