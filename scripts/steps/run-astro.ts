import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { SitePlan } from '../../src/components/site-plan.ts';
import type { Config } from '../../src/config.ts';

/** Astro could not build the site. The last one stands. */
export class SiteBuildError extends Error {
  override name = 'SiteBuildError';
}

const ASTRO = resolve(import.meta.dirname, '../../node_modules/astro/bin/astro.mjs');
const TAIL_LINES = 15;
const PAGE_LINE = /\/index\.html/g;

/** Where the plan of a build lies. */
export const planFileOf = (outDir: string): string => `${outDir}.plan.json`;

export interface AstroOrder {
  config: Config;
  plan: SitePlan;
  /** Where the pages are put; it must not exist. */
  outDir: string;
  onPages: (made: number) => void;
}

/** Makes the pages of a plan. @throws SiteBuildError with the end of what Astro said */
export async function runAstro({ config, plan, outDir, onPages }: AstroOrder): Promise<void> {
  const planFile = planFileOf(outDir);
  mkdirSync(dirname(planFile), { recursive: true });
  writeFileSync(planFile, JSON.stringify(plan));
  const child = spawn(process.execPath, [ASTRO, 'build'], {
    env: {
      ...process.env,
      // The build reads snapshots and nothing else: what it has not, it cannot print.
      EIA_API_KEY: '',
      DATABASE_URL: '',
      GITHUB_TOKEN: '',
      GRIDPULSE_SITE_DIR: outDir,
      GRIDPULSE_SITE_PLAN: planFile,
      GRIDPULSE_SNAPSHOT_DIR: config.snapshotDir,
      ASTRO_TELEMETRY_DISABLED: '1',
      FORCE_COLOR: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    const text = chunk.toString();
    output = (output + text).slice(-20_000);
    onPages(text.match(PAGE_LINE)?.length ?? 0);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise<number>((done, fail) => {
    child.once('error', fail);
    child.once('close', (status) => done(status ?? 1));
  });
  if (code === 0) return;
  const tail = output.trim().split('\n').slice(-TAIL_LINES).join('\n');
  throw new SiteBuildError(
    `The site could not be built; the last one was left as it was. Astro said:\n${tail}`,
  );
}
