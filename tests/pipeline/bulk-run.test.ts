import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseDataSource } from '../../scripts/steps/data-source.ts';
import { ingestLatest } from '../../scripts/steps/ingest-latest.ts';
import { planWindows } from '../../scripts/steps/plan-windows.ts';
import { parseConfig } from '../../src/config.ts';
import { type HourEnding, hourToIso, parsePeriod } from '../../src/grid/hour.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** Runs over bulk files of one balancing authority, whose site counts what it is asked for. */

const hourOf = (period: string) => parsePeriod(period) as HourEnding;
const HISTORY_DAYS = 365;
const FILES_SINCE = hourOf('2026-01-01T09');
const DARK = new Set([hourOf('2026-11-02T05'), hourOf('2026-11-10T05'), hourOf('2026-11-18T05')]);

const bulkTime = (hour: HourEnding) => {
  const [date, time] = hourToIso(hour).split('T') as [string, string];
  const [year, month, day] = date.split('-');
  const clock = Number(time.slice(0, 2));
  return `${month}/${day}/${year} ${clock % 12 || 12}:00:00 ${clock < 12 ? 'AM' : 'PM'}`;
};

function balanceFile(from: HourEnding, to: HourEnding, dark: ReadonlySet<HourEnding>): string {
  const lines = ['Balancing Authority,UTC Time at End of Hour,Demand (MW)', `NOBODY,${bulkTime(from)},1`];
  for (let hour = from; hour <= to; hour++) if (!dark.has(hour)) lines.push(`CISO,${bulkTime(hour)},20000`);
  return `${lines.join('\n')}\n`;
}
const INTERCHANGE =
  'Balancing Authority,UTC Time at End of Hour,Directly Interconnected Balancing Authority,Interchange (MW)\n';

let asked: string[] = [];
function site(until: HourEnding, dark: ReadonlySet<HourEnding>): typeof fetch {
  const july = hourOf('2026-07-01T08');
  const content = (name: string) => {
    if (name.includes('INTERCHANGE')) return INTERCHANGE;
    return name.includes('Jan_Jun')
      ? balanceFile(FILES_SINCE, july - 1, dark)
      : balanceFile(july, until, dark);
  };
  return (async (input: string | URL | Request, init?: RequestInit) => {
    if (init?.method === 'HEAD') return new Response(null);
    const name = String(input).split('/').at(-1) as string;
    asked.push(name);
    return new Response(content(name));
  }) as typeof fetch;
}

const config = parseConfig({ GRIDPULSE_HISTORY_DAYS: String(HISTORY_DAYS), CI: 'true' });
let store: Store;

async function run(instant: string, dark: ReadonlySet<HourEnding>): Promise<void> {
  const now = new Date(instant);
  const fetchUrl = site(hourOf(instant.slice(0, 13)) - 2, dark);
  const source = await chooseDataSource(config, () => now, fetchUrl);
  asked = [];
  await ingestLatest(source, store, config, now);
}

beforeAll(async () => {
  store = await openStore({ dataDir: mkdtempSync(join(tmpdir(), 'gridpulse-bulk-')) });
});
afterAll(() => store?.close());

describe('runs over the bulk files', () => {
  it('record the first hour that the files give, so that a key set later fetches what lies before', async () => {
    await run('2026-11-23T20:00:00Z', DARK);
    expect(asked).toHaveLength(4);
    const runs = await store.recentRuns(10);
    expect(runs.map(({ firstHour, status }) => [firstHour, status])).toEqual([[FILES_SINCE, 'succeeded']]);
    expect((await store.readObservedRange())?.firstHour).toBe(FILES_SINCE);
    const plan = { historyDays: HISTORY_DAYS, sourceSince: 0 };
    const [, ...older] = planWindows(new Date('2026-11-23T21:00:00Z'), plan, runs);
    expect(older.at(0)?.lastHour).toBe(FILES_SINCE - 1);
  });

  it('download each file once, and none without hours that are wanted', async () => {
    await run('2026-11-24T06:00:00Z', new Set());
    expect(asked).toEqual(['EIA930_BALANCE_2026_Jul_Dec.csv', 'EIA930_INTERCHANGE_2026_Jul_Dec.csv']);
    const [last] = await store.recentRuns(1);
    expect(last?.outcome?.inserted).toBe(DARK.size + 10);
    // The bad row is of July: the holes reach back to November.
    expect(await store.quarantineCounts(last?.id ?? 0)).toEqual([]);
  });
});
