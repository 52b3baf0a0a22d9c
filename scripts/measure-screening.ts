/** Screening measured: against the labels of Ruggles et al. (2020), in retrospect and causally, and by the peaks it leaves. */
import { screen } from '../src/analyses/screening.ts';
import { indexOfMax, quantile } from '../src/analyses/statistics.ts';
import {
  type BalancingAuthority,
  findBalancingAuthority,
  findRespondent,
  type Respondent,
} from '../src/grid/balancing-authority.ts';
import { formatPeriod, type HourEnding } from '../src/grid/hour.ts';
import { flagsTheMorningAfter, wholeDays } from './measure/causal.ts';
import {
  agreementOf,
  BELIEVED,
  type Confusion,
  count,
  precisionByRule,
  recallByLabel,
} from './measure/confusion.ts';
import {
  isAnomaly,
  type LabelledDemand,
  RECORDED_DEMAND_MISSING,
  readDemandOf2021And2022,
  readLabelledDemand,
} from './measure/recorded-demand.ts';
import { runScript, UsageError } from './steps/run-script.ts';

const percent = (fraction: number) => (Number.isNaN(fraction) ? '-' : `${(100 * fraction).toFixed(2)} %`);

type RuleAt = Map<HourEnding, string>;

const rulesByHour = (flags: { hour: HourEnding; rule: string }[]): RuleAt =>
  new Map(flags.map(({ hour, rule }) => [hour, rule]));

function countHours(
  into: Confusion[],
  { frame, labels }: LabelledDemand,
  rules: RuleAt,
  from: number,
  to: number,
) {
  const demand = frame.series.get('demand');
  for (let i = from; i < to; i++) {
    if (Number.isNaN(demand?.[i])) continue;
    const rule = rules.get(frame.firstHour + i) ?? BELIEVED;
    for (const confusion of into) count(confusion, labels[i] as string, rule);
  }
}

function printAgreement(name: string, confusion: Confusion): void {
  const { anomalous, found, okay, flaggedOkay, recall, specificity } = agreementOf(confusion);
  console.log(
    `${name}: recall ${percent(recall)} (${found} of ${anomalous}), specificity ${percent(specificity)} (${flaggedOkay} of ${okay} flagged)`,
  );
}

function printConfusion(confusion: Confusion): void {
  console.log('\nby their class: hours, found');
  for (const [label, { hours, found }] of recallByLabel(confusion))
    console.log(`  ${label} ${hours} ${found} ${percent(found / hours)}`);
  console.log('by our rule: flagged, of those anomalous by their labels');
  for (const [rule, { flagged, anomalous }] of precisionByRule(confusion))
    console.log(`  ${rule} ${flagged} ${anomalous} ${percent(anomalous / flagged)}`);
  console.log('');
}

/** Every respondent's worst disagreements, where any. */
function printByRespondent(byCode: Map<string, Confusion>): void {
  for (const [code, confusion] of byCode) {
    const { anomalous, found, flaggedOkay } = agreementOf(confusion);
    if (anomalous > found || flaggedOkay > 0)
      console.log(
        `  ${code}: ${anomalous - found} of ${anomalous} not flagged, ${flaggedOkay} flagged that they pass`,
      );
  }
}

function measureInRetrospect(labelled: Map<string, LabelledDemand>): void {
  const [all, firstHalf, secondHalf]: [Confusion, Confusion, Confusion] = [new Map(), new Map(), new Map()];
  const byCode = new Map<string, Confusion>();
  for (const [code, demand] of labelled) {
    const own: Confusion = new Map();
    byCode.set(code, own);
    const rules = rulesByHour(screen(demand.frame, findRespondent(code) as Respondent).flags);
    const half = demand.frame.hourCount >> 1;
    countHours([all, own, firstHalf], demand, rules, 0, half);
    countHours([all, own, secondHalf], demand, rules, half, demand.frame.hourCount);
  }
  printAgreement('in retrospect', all);
  printAgreement('  first half', firstHalf);
  printAgreement('  second half', secondHalf);
  printConfusion(all);
  printByRespondent(byCode);
}

const DAYS_OF_PAST = 30;

function measureCausally(labelled: Map<string, LabelledDemand>): void {
  const [all, settled]: [Confusion, Confusion] = [new Map(), new Map()];
  for (const [code, demand] of labelled) {
    const ba = findBalancingAuthority(code) as BalancingAuthority;
    wholeDays(demand.frame, ba).forEach((day, n) => {
      const rules = rulesByHour(flagsTheMorningAfter(demand.frame, ba, day));
      const from = day.firstHour - demand.frame.firstHour;
      countHours(n < DAYS_OF_PAST ? [all] : [all, settled], demand, rules, from, from + day.hourCount);
    });
  }
  printAgreement('\ncausally, the morning after', all);
  printAgreement(`  with at least ${DAYS_OF_PAST} days of past`, settled);
  printConfusion(settled);
}

function measurePeaks(): void {
  console.log('\nhighest believed demand of 2021 and 2022 against the 99.9th percentile of what is believed');
  for (const [code, frame] of readDemandOf2021And2022()) {
    const { trusted, flags } = screen(frame, findRespondent(code) as Respondent);
    const demand = trusted.series.get('demand') ?? new Float64Array();
    const index = indexOfMax(demand);
    if (index < 0) continue;
    const peak = demand[index] as number;
    const hour = frame.firstHour + index;
    console.log(
      `  ${(peak / quantile(demand, 0.999)).toFixed(3)} ${code} ${peak} MWh ${formatPeriod(hour)}, ${flags.length} hours flagged`,
    );
  }
}

await runScript(async () => {
  if (RECORDED_DEMAND_MISSING) throw new UsageError(`Nothing to measure: ${RECORDED_DEMAND_MISSING}.`);
  const labelled = readLabelledDemand();
  const hours = [...labelled.values()].flatMap(({ labels }) => labels);
  console.log(
    `${labelled.size} balancing authorities, ${hours.filter(isAnomaly).length} hours that they call anomalous`,
  );
  measureInRetrospect(labelled);
  if (!process.argv.includes('--quick')) measureCausally(labelled);
  measurePeaks();
});
