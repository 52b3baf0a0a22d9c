/**
 * The month's hours as CSV (RFC 4180), for programs: no comment lines, values exactly as EIA
 * reported them, a gap is an empty cell.
 */

import type { HourlySnapshot } from '../snapshots/hourly.ts';

const CRLF = '\r\n';

/** The column of a series: `generation:SUN` is `generation_SUN_mwh`. */
export function csvColumnOf(series: string): string {
  return `${series.replaceAll(/[-:]/g, '_')}_mwh`;
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const row = (cells: readonly (string | number | null | undefined)[]): string => cells.map(cell).join(',');

export type CsvCells = readonly (string | number | null | undefined)[];

/** Lines of cells, the header among them. */
export const csvOf = (lines: readonly CsvCells[]): string => lines.map(row).join(CRLF) + CRLF;

/** `series:rule` of every flag, by the hour that it flags. */
function flagsByHour(snapshot: HourlySnapshot): Map<string, string> {
  const flags = new Map<string, string>();
  for (const { hourEnding, series, rule } of snapshot.flags) {
    const before = flags.get(hourEnding);
    flags.set(hourEnding, `${before ? `${before};` : ''}${series}:${rule}`);
  }
  return flags;
}

/** One line an hour; each series a column that names its unit; the last column lists what screening doubts. */
export function hourlyCsv(snapshot: HourlySnapshot): string {
  const series = Object.entries(snapshot.seriesMwh);
  const flags = flagsByHour(snapshot);
  const header = [
    'hour_ending_utc',
    'local_date',
    'local_hour',
    ...series.map(([name]) => csvColumnOf(name)),
    'flags',
  ];
  const lines = snapshot.hourEnding.map((hourEnding, i) =>
    row([
      hourEnding,
      snapshot.localDate[i],
      snapshot.localHour[i],
      ...series.map(([, values]) => values[i]),
      flags.get(hourEnding),
    ]),
  );
  return [row(header), ...lines].join(CRLF) + CRLF;
}
