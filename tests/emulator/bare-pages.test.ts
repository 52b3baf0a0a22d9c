import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { recordedSource } from '../../src/emulator/recorded-source.ts';

/** Files that hold an answer of EIA's and nothing else: no time of fetching, no window. */

const row = (period: string, value: string) => ({
  period,
  respondent: 'CISO',
  'respondent-name': 'California Independent System Operator',
  type: 'D',
  'type-name': 'Demand',
  value,
  'value-units': 'megawatthours',
});

let emulator: Emulator;
beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'gridpulse-pages-'));
  const data = [row('2026-03-01T05', '25953'), row('2026-03-01T06', '25124'), row('2026-03-01T07', '24000')];
  writeFileSync(join(directory, 'page.json'), JSON.stringify({ payload: { response: { data } } }));
  emulator = await startEmulator({ source: recordedSource(directory) });
});
afterAll(() => emulator.close());

async function periods(): Promise<string[]> {
  const url = `${emulator.origin}/v2/electricity/rto/region-data/data/?frequency=hourly&data[0]=value`;
  const answer = await (await fetch(url, { headers: { 'X-Api-Key': 'k' } })).json();
  return answer.response.data.map(({ period }: { period: string }) => period);
}

describe('pages of nothing but a payload', () => {
  it('are served whole without a clock', async () => {
    expect(await periods()).toEqual(['2026-03-01T05', '2026-03-01T06', '2026-03-01T07']);
  });

  it("are hidden by EIA's publication schedule with one", async () => {
    emulator.setNow('2026-03-01T07:30:00Z');
    expect(await periods()).toEqual(['2026-03-01T05', '2026-03-01T06']);
  });
});
