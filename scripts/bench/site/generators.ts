import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { getViteConfig } from 'astro/config';
import { build } from 'vite';
import { parseConfig } from '../../../src/config.ts';
import { printersHere } from '../../steps/build-site.ts';
import { gridPages, planOf } from '../../steps/grid-pages.ts';
import { filesBelow, stampsBelow } from '../../steps/link-files.ts';
import { readyPress } from '../../steps/press/press.ts';
import { startPrinters } from '../../steps/press/printers.ts';
import type { Figure, Report } from '../figure.ts';
import { timed } from '../timing.ts';
import type { Archive } from './archive.ts';

const ELEVENTY = '@11ty/eleventy@3.1.2';
const run = promisify(execFile);
const here = (file: string) => join(import.meta.dirname, file);

/** The press and two other generators write the same pages of days from the same snapshots. */
export async function benchGenerators(archive: Archive, report: Report, wholeSeconds: number): Promise<void> {
  const compiledDir = resolve(import.meta.dirname, '../../../.astro/bench-plain');
  const folder = mkdtempSync(join(tmpdir(), 'gridpulse-bench-'));
  try {
    const compiled = await compilePlainPages(compiledDir);
    const environment = { ...process.env, GRIDPULSE_SNAPSHOT_DIR: archive.snapshotDir };
    const plain = await speedOf(folder, 'plain', (out) =>
      run(process.execPath, [here('plain-print.ts'), compiled, out], { env: environment }),
    );
    assertSamePages(join(folder, 'plain'), archive.siteDir);
    report({
      what: 'the whole, of joining the strings of its days in one process',
      engine: 'site',
      value: wholeSeconds / plain.seconds,
      unit: 'times',
      goal: 3,
    });
    const plainShared = await speedOf(folder, 'plain-shared', (out) =>
      Promise.all(
        Array.from({ length: printersHere() }, (_, part) =>
          run(process.execPath, [here('plain-print.ts'), compiled, out, `${part}`, `${printersHere()}`], {
            env: environment,
          }),
        ),
      ),
    );
    const printed = await speedOf(folder, 'printed', (out) => printDays(archive, out));
    const eleventy = await eleventySpeed(folder, compiled, environment);
    const goal = eleventy && { goal: (1.5 * eleventy.pages) / eleventy.seconds };
    const limit = {
      name: 'their strings joined, as many processes',
      value: plainShared.pages / plainShared.seconds,
    };
    const pagesASecond = (what: string, speed: Speed, more: Partial<Figure> = {}) =>
      report({ what, engine: 'site', value: speed.pages / speed.seconds, unit: 'pages/s', ...more });
    pagesASecond('pages of days a second, printed', printed, { ...goal, limit });
    pagesASecond('the same, in a whole build: all other pages made, everything verified', {
      pages: plain.pages,
      seconds: wholeSeconds,
    });
    pagesASecond('their strings joined, one process', plain);
    if (eleventy) pagesASecond('the same pages by Eleventy', eleventy, { engine: ELEVENTY });
  } finally {
    if (!process.env.KEEP)
      for (const made of [compiledDir, folder]) rmSync(made, { recursive: true, force: true });
  }
}

/** The pages of days alone, by as many printers as a build has. */
async function printDays({ snapshotDir }: Archive, out: string): Promise<void> {
  const config = parseConfig({ ...process.env, GRIDPULSE_SNAPSHOT_DIR: snapshotDir });
  const press = await readyPress(config);
  const days = [...gridPages(stampsBelow(join(snapshotDir, 'api')), null).keys()].filter((page) =>
    /\/(pulse|ducks)\//.test(page),
  );
  const plan = { ...planOf(days, null), common: false };
  await startPrinters(press, config, printersHere()).print({ plan, folder: out }, () => {});
}

interface Speed {
  pages: number;
  seconds: number;
}

async function speedOf(
  folder: string,
  name: string,
  work: (out: string) => Promise<unknown>,
): Promise<Speed> {
  const out = join(folder, name);
  const seconds = (await timed(() => work(out))) / 1_000;
  return { pages: filesBelow(out).length, seconds };
}

/** The site's own components with the press's runtime. @returns the module's path */
async function compilePlainPages(outDir: string): Promise<string> {
  const config = getViteConfig(
    {
      logLevel: 'error',
      resolve: { alias: { 'astro/compiler-runtime': here('../../steps/press/runtime.ts') } },
      ssr: { noExternal: true },
      build: { ssr: here('plain-pages.ts'), outDir, emptyOutDir: true, minify: false },
    },
    { root: resolve(import.meta.dirname, '../../..'), logLevel: 'error' },
  );
  await build(await config({ mode: 'production', command: 'build' }));
  return join(outDir, 'plain-pages.js');
}

/** What a reader sees of a page: the plain ones know no script's address. */
const bodyOf = (file: string): string =>
  (/<main.*<\/main>/s.exec(readFileSync(file, 'utf8'))?.[0] ?? '')
    .replace(/<script[^>]*><\/script>/g, '')
    .replace(/\s+/g, ' ');

function assertSamePages(plainDir: string, siteDir: string): void {
  const pages = filesBelow(plainDir).filter((_page, i) => i % 1_000 === 0);
  const other = pages.find((page) => bodyOf(join(plainDir, page)) !== bodyOf(join(siteDir, page)));
  if (other) throw new Error(`The plain page ${other} says something else than the site's`);
}

/** Null where the package cannot be had, which is told. */
async function eleventySpeed(
  folder: string,
  compiled: string,
  env: Record<string, string | undefined>,
): Promise<Speed | null> {
  const project = join(folder, 'eleventy');
  try {
    await run('npm', ['install', '--prefix', project, '--no-audit', '--no-fund', ELEVENTY]);
  } catch {
    console.log(`${ELEVENTY}: unmeasured, the package cannot be had`);
    return null;
  }
  writeFileSync(
    join(project, 'days.11ty.mjs'),
    `import { pages } from ${JSON.stringify(compiled)};
const days = pages();
export const data = { days, pagination: { data: 'days', size: 1, alias: 'day' }, permalink: ({ day }) => day.path };
export const render = ({ day }) => day.html();
`,
  );
  return speedOf(folder, 'eleventy-out', (out) =>
    run(
      process.execPath,
      ['node_modules/@11ty/eleventy/cmd.cjs', '--quiet', '--input=days.11ty.mjs', `--output=${out}`],
      {
        cwd: project,
        env,
      },
    ),
  );
}
