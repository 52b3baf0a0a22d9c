/** npm run emulate-eia: EIA's API on loopback, over recorded pages or a synthetic grid. */

import { parseArgs } from 'node:util';
import { startEmulator } from '../src/emulator/emulator.ts';
import { FAULT_NAMES, FAULTS, type FaultName, isFaultName } from '../src/emulator/fault.ts';
import { recordedSource } from '../src/emulator/recorded-source.ts';
import { syntheticSource } from '../src/emulator/synthetic-source.ts';
import { runScript, UsageError } from './steps/run-script.ts';

const HELP = `Usage: npm run emulate-eia -- [--port N] [--pages DIR] [--now ISO] [--fault NAME] [--seed N]

  --port N      port on 127.0.0.1 (default: a free one)
  --pages DIR   serve recorded pages, {fetched_at, window, payload} files; else a synthetic grid
  --now ISO     hide what was not yet published then (default: pages show all, the grid the real clock)
  --seed N      seed of the synthetic grid (default 930)
  --fault NAME  play a failure:
${FAULT_NAMES.map((name) => `      ${name.padEnd(24)}${FAULTS[name].description}`).join('\n')}`;

function numberOf(option: string, value: string, most = Number.MAX_SAFE_INTEGER): number {
  if (/^\d+$/.test(value) && Number(value) <= most) return Number(value);
  throw new UsageError(`--${option} takes a whole number up to ${most}, not '${value}'; see --help.`);
}

function faultOf(name: string | undefined): FaultName | null {
  if (name === undefined || isFaultName(name)) return name ?? null;
  throw new UsageError(`No fault is called '${name}'; see --help.`);
}

function nowOf(now: string | undefined): string | null {
  if (now === undefined || !Number.isNaN(Date.parse(now))) return now ?? null;
  throw new UsageError(`--now takes an instant such as 2026-03-31T18:00:00Z, not '${now}'; see --help.`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      pages: { type: 'string' },
      now: { type: 'string' },
      fault: { type: 'string' },
      seed: { type: 'string', default: '930' },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

await runScript(async () => {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  const emulator = await startEmulator({
    source: options.pages ? recordedSource(options.pages) : syntheticSource(numberOf('seed', options.seed)),
    port: numberOf('port', options.port, 65_535),
    now: nowOf(options.now),
    fault: faultOf(options.fault),
  });
  console.log(emulator.origin);
  console.log(
    `EIA API v2 emulator, ${options.pages ?? `synthetic grid, seed ${options.seed}`}. Ctrl-C ends it.`,
  );
});
