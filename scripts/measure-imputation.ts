/** The imputation of short gaps measured on recorded demand: its error by gap, and what it gives sums of members. */
import { aggregateFrame, type Member } from '../src/analyses/aggregate-frame.ts';
import { imputedDemand } from '../src/analyses/imputed-demand.ts';
import { screen } from '../src/analyses/screening.ts';
import { LONGEST_GAP_HOURS } from '../src/analyses/short-gap.ts';
import { countKnown, mean, quantile } from '../src/analyses/statistics.ts';
import {
  findBalancingAuthority,
  findGrid,
  findRespondent,
  GRIDS,
  type Respondent,
} from '../src/grid/balancing-authority.ts';
import type { HourlyFrame } from '../src/grid/hourly-frame.ts';
import { strayedOver } from './measure/imputation.ts';
import {
  RECORDED_DEMAND_MISSING,
  readDemandOf2021And2022,
  readLabelledDemand,
} from './measure/recorded-demand.ts';
import { runScript, UsageError } from './steps/run-script.ts';

const percent = (fraction: number, digits = 2) => `${(100 * fraction).toFixed(digits)} %`;

/** Without what screening does not believe; of balancing authorities only. */
function believed(frames: Iterable<HourlyFrame>): Map<string, HourlyFrame> {
  const found = new Map<string, HourlyFrame>();
  for (const frame of frames) {
    if (findBalancingAuthority(frame.respondent))
      found.set(frame.respondent, screen(frame, findRespondent(frame.respondent) as Respondent).trusted);
  }
  return found;
}

function printErrors(name: string, frames: ReadonlyMap<string, HourlyFrame>): void {
  const all = [...frames.values()].flatMap((frame) => frame.series.get('demand') ?? []);
  for (const pastOnly of [false, true]) {
    console.log(`\n${name}, ${pastOnly ? 'past only' : 'days before and after'}: of a member's mean demand`);
    for (let hours = 1; hours <= LONGEST_GAP_HOURS; hours++) {
      const strayed = strayedOver(all, hours, pastOnly);
      console.log(
        `  ${hours} h: mean ${percent(strayed.meanError)}, 95th percentile ${percent(strayed.percentile95, 1)}, 99th ${percent(strayed.percentile99, 1)}, bias ${percent(strayed.bias)}; ${strayed.hours} hours, ${strayed.unfilled} gaps not filled`,
      );
    }
  }
}

/** A feed that is silent for weeks leaves no sum at all, whatever is done about short gaps. */
const LEAST_KNOWN_FRACTION = 0.95;

const isMostlyKnown = ({ series, hourCount }: HourlyFrame): boolean =>
  countKnown(series.get('demand') ?? []) >= LEAST_KNOWN_FRACTION * hourCount;

/** Those whose demand is held for nearly all of the time. */
function membersHeld(codes: readonly string[], frames: ReadonlyMap<string, HourlyFrame>): Member[] {
  return codes.flatMap((code) => {
    const [respondent, frame] = [findGrid(code), frames.get(code)];
    return respondent && frame && isMostlyKnown(frame)
      ? [{ respondent: { ...respondent, active: true, activatedOn: null }, frame }]
      : [];
  });
}

function printSums(frames: ReadonlyMap<string, HourlyFrame>): void {
  console.log('\nsums of members, 2021 and 2022: hours open, of them estimated, largest and mean part');
  for (const { code, members } of GRIDS) {
    const held = membersHeld(members, frames);
    if (held.length < 2) continue;
    const sum = aggregateFrame(code, held)?.series.get('demand') ?? new Float64Array();
    const open = sum.length - countKnown(sum);
    const shares = imputedDemand(held).map(({ imputedMwh, demandMwh }) => imputedMwh / demandMwh);
    console.log(
      `  ${code} (${held.length} members): ${open} open, ${shares.length} estimated, ${percent(quantile(shares, 1))}, ${percent(mean(shares))}`,
    );
  }
}

await runScript(async () => {
  if (RECORDED_DEMAND_MISSING) throw new UsageError(`Cannot measure: ${RECORDED_DEMAND_MISSING}.`);
  printErrors('2020, first half', believed([...readLabelledDemand().values()].map(({ frame }) => frame)));
  const twoYears = believed(readDemandOf2021And2022().values());
  printErrors('2021 and 2022', twoYears);
  printSums(twoYears);
});
