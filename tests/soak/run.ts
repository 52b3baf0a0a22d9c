/** npm run soak -- [--hours 720] [--seed 1]: thirty days of hourly runs with accidents; takes hours. */
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

const { values } = parseArgs({
  options: { hours: { type: 'string', default: '720' }, seed: { type: 'string', default: '1' } },
});
const report = await soak({
  hours: Number(values.hours),
  seed: Number(values.seed),
  firstHour: '2026-05-10T20:00:00Z',
  historyDays: 6,
  onHour: (line) => console.log(line),
});
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.faults.length > 0 ? 1 : 0;
