/** npm run emulate-eia: EIA's API on loopback, over recorded pages or a synthetic grid. */

import { parseArgs } from 'node:util';
import { type Emulator, startEmulator } from '../src/emulator/emulator.ts';
import { FAULT_NAMES, FAULTS, isFaultName } from '../src/emulator/fault.ts';
import { recordedSource } from '../src/emulator/recorded-source.ts';
import { syntheticSource } from '../src/emulator/synthetic-source.ts';

const HELP = `Usage: npm run emulate-eia -- [--port N] [--pages DIR] [--now ISO] [--fault NAME] [--seed N]

  --port N      port on 127.0.0.1 (default: a free one)
  --pages DIR   serve recorded pages, {fetched_at, window, payload} files; else a synthetic grid
  --now ISO     hide what was not yet published then (default: pages show all, the grid the real clock)
  --seed N      seed of the synthetic grid (default 930)
  --fault NAME  play a failure:
${FAULT_NAMES.map((name) => `      ${name.padEnd(24)}${FAULTS[name].description}`).join('\n')}`;

function numberOf(option: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new RangeError(`--${option} takes a whole number, not '${value}'.`);
  return Number(value);
}

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    pages: { type: 'string' },
    now: { type: 'string' },
    fault: { type: 'string' },
    seed: { type: 'string', default: '930' },
    help: { type: 'boolean', default: false },
  },
});

async function start(): Promise<Emulator> {
  const fault = options.fault ?? null;
  if (fault !== null && !isFaultName(fault))
    throw new RangeError(`No fault is called '${fault}'; see --help.`);
  const source = options.pages
    ? recordedSource(options.pages)
    : syntheticSource(numberOf('seed', options.seed));
  return startEmulator({ source, port: numberOf('port', options.port), now: options.now ?? null, fault });
}

if (options.help) {
  console.log(HELP);
} else {
  const emulator = await start().catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
  console.log(emulator.origin);
  console.log(
    `EIA API v2 emulator, ${options.pages ?? `synthetic grid, seed ${options.seed}`}. Ctrl-C ends it.`,
  );
}
