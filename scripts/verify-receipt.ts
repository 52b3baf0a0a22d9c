/** npm run verify-receipt -- <file> | --all [DIR]: whether each sentence follows from the downloadable CSV. */
import { readConfig } from '../src/config.ts';
import { count } from './steps/progress.ts';
import { runScript, UsageError } from './steps/run-script.ts';
import { type PulseVerdict, verifyPulseFile, verifySite } from './steps/verify-receipts.ts';

const USAGE =
  'Usage: npm run verify-receipt -- api/v1/ciso/pulse/2026-03-30.json, or: npm run verify-receipt -- --all [folder of the site]';

/** Prints a pulse's sentences; of many pulses only those that do not hold. Returns how many do not. */
function tell({ code, date, statements }: PulseVerdict, onlyFailures: boolean): number {
  const failed = statements.filter(({ objections }) => objections.length > 0);
  for (const { rule, text, objections } of onlyFailures ? failed : statements) {
    const verdict = objections.length === 0 ? 'holds' : 'DOES NOT HOLD';
    console.log(`${code} ${date} ${rule}: ${verdict}. ${text}`);
    for (const objection of objections) console.log(`  ${objection}`);
  }
  return failed.length;
}

await runScript(async () => {
  const [first, folder] = process.argv.slice(2);
  if (!first || first.startsWith('--') !== (first === '--all')) throw new UsageError(USAGE);
  const isAll = first === '--all';
  const verdicts = isAll ? verifySite(folder ?? readConfig().siteDir) : [verifyPulseFile(first)];
  let pulses = 0;
  let sentences = 0;
  let failures = 0;
  for (const verdict of verdicts) {
    pulses++;
    sentences += verdict.statements.length;
    failures += tell(verdict, isAll);
  }
  console.log(
    `${count(sentences)} sentences of ${count(pulses)} pulses: ${count(sentences - failures)} hold, ${count(failures)} do not.`,
  );
  if (failures > 0 || pulses === 0) process.exitCode = 1;
});
