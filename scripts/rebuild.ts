/** npm run rebuild: ingest, snapshots, site; exits. */
import { readConfig } from '../src/config.ts';
import { rebuild } from './steps/rebuild.ts';
import { runScript } from './steps/run-script.ts';

await runScript(async () => rebuild(readConfig()));
