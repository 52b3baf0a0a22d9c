import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { HourlyFrame } from '../src/grid/hourly-frame.ts';
import type { Engine } from '../src/store/database.ts';
import { benchAnalyses } from './bench/analyses.ts';
import { type BenchEngine, startEngine } from './bench/engines.ts';
import { type Figure, formatTable } from './bench/figure.ts';
import { benchFlowTracing } from './bench/flow-tracing.ts';
import { benchForecast } from './bench/forecast.ts';
import { benchIngest } from './bench/ingest.ts';
import { benchSite } from './bench/site/site.ts';
import { benchStore, benchTwoYears } from './bench/store.ts';
import { runScript, UsageError } from './steps/run-script.ts';

const USAGE = 'npm run bench -- [--large] [--site] [--engine pglite|postgresql|timescaledb]';
const ENGINES: readonly Engine[] = ['pglite', 'postgresql', 'timescaledb'];

function machine(): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 1e9);
  return `${cpu?.model.trim()}, ${cpus().length} cores, ${gigabytes} GB, Node ${process.versions.node}`;
}

const load = () => `load ${loadavg()[0]?.toFixed(1)}`;

function enginesWanted(name: string | undefined): readonly Engine[] {
  if (name === undefined) return ENGINES;
  const wanted = ENGINES.filter((engine) => engine === name);
  if (wanted.length === 0) throw new UsageError(`There is no engine "${name}". ${USAGE}`);
  return wanted;
}

async function withEngine(engine: Engine, work: (bench: BenchEngine) => Promise<void>): Promise<void> {
  const started = await startEngine(engine, process.env['TEST_DATABASE_URL']);
  if (typeof started === 'string') return console.log(`${engine}: unmeasured, ${started}`);
  await work(started).finally(() => started.stop());
}

/** Only to tell: a store that was opened says what it runs on. */
async function tellVersion(bench: BenchEngine): Promise<void> {
  const database = await bench.openRaw();
  const [row] = await database.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  await database.close();
  const store = await bench.openStore();
  await store.close();
  console.log(
    `${bench.engine}: PostgreSQL ${row?.version}${bench.engine === 'timescaledb' ? `, TimescaleDB ${store.version}` : ''}`,
  );
}

await runScript(async () => {
  const { values } = parseArgs({
    options: { large: { type: 'boolean' }, site: { type: 'boolean' }, engine: { type: 'string' } },
  });
  const wanted = enginesWanted(values.engine);
  const figures: Figure[] = [];
  let frames = new Map<string, HourlyFrame>();
  const report = (figure: Figure) => void figures.push(figure);
  console.log(`${machine()}; ${load()} at the start`);
  if (wanted.includes('pglite')) {
    await withEngine('pglite', (founding) =>
      withEngine('pglite', (whole) => benchIngest(founding, whole, report)),
    );
  }
  for (const engine of wanted) {
    await withEngine(engine, async (bench) => {
      await tellVersion(bench);
      frames = await benchStore(bench, report);
      if (values.large) await benchTwoYears(bench, report);
      console.log(`${engine}: measured; ${load()}`);
    });
  }
  if (frames.size > 0) await benchAnalyses(frames, report);
  await benchFlowTracing(report);
  await benchForecast(report);
  if (values.site) await benchSite(report);
  console.log(`\n${formatTable(figures)}\n\n${load()} at the end`);
});
