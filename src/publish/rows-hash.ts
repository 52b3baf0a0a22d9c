import { createHash } from 'node:crypto';
import { NO_ROW, type ReportedHours } from '../grid/reported-hours.ts';

/** What tells one month's rows from another's, found without writing a file of them. */
export interface RowsIdentity {
  rowCount: number;
  rowsHash: string;
}

/** Of series in their order. A NaN is always the same one: the store's decoder makes it. */
export function rowsIdentity(series: readonly ReportedHours[]): RowsIdentity {
  const hash = createHash('sha256');
  let rowCount = 0;
  for (const { respondent, kind, firstHour, valuesMwh } of series) {
    hash.update(`${respondent}\n${kind}\n${firstHour}\n`);
    hash.update(new Uint8Array(valuesMwh.buffer, valuesMwh.byteOffset, valuesMwh.byteLength));
    for (const value of valuesMwh) if (value !== NO_ROW) rowCount++;
  }
  return { rowCount, rowsHash: hash.digest('hex') };
}
