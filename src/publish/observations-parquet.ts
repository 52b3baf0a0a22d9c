import { parquetWriteBuffer } from 'hyparquet-writer';
import { MS_PER_HOUR } from '../grid/hour.ts';
import { NO_ROW, type ReportedHours } from '../grid/reported-hours.ts';

/** The rows of the CSV file, by column and typed: `hour_ending` is a timestamp in UTC, `value_mwh` a double or null. */
export function observationsParquet(series: readonly ReportedHours[]): Uint8Array {
  const respondents: string[] = [];
  const kinds: string[] = [];
  const ends: Date[] = [];
  const values: (number | null)[] = [];
  for (const { respondent, kind, firstHour, valuesMwh } of series) {
    valuesMwh.forEach((value, i) => {
      if (value === NO_ROW) return;
      respondents.push(respondent);
      kinds.push(kind);
      ends.push(new Date((firstHour + i) * MS_PER_HOUR));
      values.push(Number.isNaN(value) ? null : value);
    });
  }
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'respondent', data: respondents, type: 'STRING', nullable: false },
      { name: 'series', data: kinds, type: 'STRING', nullable: false },
      { name: 'hour_ending', data: ends, type: 'TIMESTAMP', nullable: false },
      { name: 'value_mwh', data: values, type: 'DOUBLE', nullable: true },
    ],
    createdBy: 'GridPulse',
  });
  return new Uint8Array(buffer);
}
