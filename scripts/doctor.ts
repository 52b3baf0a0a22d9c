/** npm run doctor: looks at an installation and says, in a sentence each, how it is and what to do. */
import { readConfig } from '../src/config.ts';
import { examine } from './steps/doctor/examine.ts';
import type { Finding } from './steps/doctor/finding.ts';
import { runScript } from './steps/run-script.ts';

const SIGNS: Record<Finding['verdict'], string> = { ok: '  ok   ', warn: '  WARN ', block: '  STOP ' };

await runScript(async () => {
  const findings = await examine(readConfig());
  for (const { verdict, about, sentence } of findings) console.log(`${SIGNS[verdict]}${about}: ${sentence}`);
  const blocking = findings.filter(({ verdict }) => verdict === 'block').length;
  console.log(
    blocking === 0 ? 'A run can go ahead.' : `${blocking} of ${findings.length} things stop a run.`,
  );
  if (blocking > 0) process.exitCode = 1;
});
