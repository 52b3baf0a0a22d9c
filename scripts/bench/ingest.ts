import { parseConfig } from '../../src/config.ts';
import { createEiaClient } from '../../src/eia/client.ts';
import { KEY_HEADER, ROUTES } from '../../src/eia/wire.ts';
import type { HourRange } from '../../src/grid/hour.ts';
import { lastHourEnded } from '../../src/grid/hour.ts';
import { chooseDataSource, type Feed } from '../steps/data-source.ts';
import { ingest } from '../steps/ingest.ts';
import { startSampleEmulator } from '../steps/sample-emulator.ts';
import type { BenchEngine } from './engines.ts';
import type { Report } from './figure.ts';
import { timed } from './timing.ts';

const NOW = new Date('2026-03-31T12:10:00Z');
const DAYS = 14;
const KEY = 'BENCH';
const FOUNDING_RESPONDENTS = ['CISO', 'ERCO', 'MISO', 'NYIS', 'PJM'];
const FOUNDING_SECONDS_GOAL = 300;
const FOUNDING_RATE_GOAL = 1_000;
const RATE_GOAL = 50_000;

/** Remembers what is asked of the network while the work runs. */
async function urlsAskedBy(work: () => Promise<unknown>): Promise<string[]> {
  const real = globalThis.fetch;
  const urls: string[] = [];
  globalThis.fetch = (input, init) => {
    urls.push(String(input));
    return real(input, init);
  };
  try {
    await work();
  } finally {
    globalThis.fetch = real;
  }
  return urls;
}

/** The same pages over the same wire, three at a time as the client does, and nothing done with them. */
async function fetchAll(urls: readonly string[]): Promise<void> {
  const waiting = [...urls];
  const drain = async () => {
    for (let url = waiting.shift(); url; url = waiting.shift()) {
      await (await fetch(url, { headers: { [KEY_HEADER]: KEY } })).text();
    }
  };
  await Promise.all([drain(), drain(), drain()]);
}

function foundingFeeds(origin: string): Feed[] {
  const client = createEiaClient({ origin, apiKey: KEY, now: () => NOW });
  const respondents = FOUNDING_RESPONDENTS;
  return ROUTES.map((route) => ({
    name: route,
    read: (window) => client.observations({ route, ...window, respondents }),
  }));
}

/** End to end: HTTP, parse, validate, upsert, from the emulator of the sample in a thread of its own. */
export async function benchIngest(founding: BenchEngine, whole: BenchEngine, report: Report): Promise<void> {
  const { engine } = whole;
  const emulator = await startSampleEmulator(NOW);
  const config = parseConfig({ EIA_API_KEY: KEY, EIA_API_URL: emulator.origin, CI: '1' });
  const run = async (place: BenchEngine, feeds: Feed[], window: HourRange) => {
    const store = await place.openStore();
    try {
      let rows = 0;
      let ms = 0;
      const urls = await urlsAskedBy(async () => {
        ms = await timed(async () => {
          rows = (await ingest(store, { name: 'eia-api', feeds }, { window, holes: [] }, config, NOW))
            .received;
        });
      });
      return { rows, ms, rate: rows / (ms / 1_000), fetchMs: await timed(() => fetchAll(urls)) };
    } finally {
      await store.close();
    }
  };
  const lastHour = lastHourEnded(NOW);
  try {
    const source = await chooseDataSource(config, () => NOW);
    const small = await run(founding, foundingFeeds(emulator.origin), {
      firstHour: lastHour - 71,
      lastHour: lastHour - 48,
    });
    const large = await run(whole, source.feeds, { firstHour: lastHour - DAYS * 24 + 1, lastHour });
    const bare = 'bare fetch of the same pages';
    report({
      what: `ingest end to end, 24 h of 5 BAs, ${small.rows.toLocaleString('en-US')} rows`,
      engine,
      value: small.ms / 1_000,
      unit: 's',
      goal: FOUNDING_SECONDS_GOAL,
      limit: { name: bare, value: small.fetchMs / 1_000 },
    });
    report({ what: 'the same', engine, value: small.rate, unit: 'rows/s', goal: FOUNDING_RATE_GOAL });
    report({
      what: `ingest end to end, ${DAYS} days of all, ${large.rows.toLocaleString('en-US')} rows`,
      engine,
      value: large.rate,
      unit: 'rows/s',
      goal: RATE_GOAL,
      limit: { name: bare, value: large.rows / (large.fetchMs / 1_000) },
    });
  } finally {
    await emulator.close();
  }
}
