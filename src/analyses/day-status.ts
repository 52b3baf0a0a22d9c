/**
 * How complete a day is, in one word. The day stands on demand, or on net generation where no demand
 * is reported; a day whose mix is incomplete is provisional too.
 */

import { energySourcesOf, sliceDay } from '../grid/hourly-frame.ts';
import { BAD_HOURS_ALLOWED, badHours, type Completeness, completenessOf } from './completeness.ts';
import type { DayFacts } from './day-facts.ts';
import type { ReportContext } from './report-context.ts';

export interface DayStatus {
  status: 'final' | 'provisional' | 'incomplete';
  /** Why it is not final, in plain words. */
  reason: string | null;
  /** What the day stands on. */
  basis: 'demand' | 'net generation';
  completeness: Completeness;
}

function missingAndFlagged({ missingHours, flaggedHours, hoursInDay }: Completeness, of: string): string {
  const parts = [
    missingHours > 0 ? `${missingHours} of ${hoursInDay} hours of ${of} are missing` : '',
    flaggedHours > 0 ? `${flaggedHours} of ${hoursInDay} hours of ${of} did not pass screening` : '',
  ].filter((part) => part !== '');
  return parts.length === 0
    ? ''
    : `${parts.join(', and ')}.`.replace(
        /(^|, and )1 of (\d+) hours of ([a-z ]+) are/g,
        '$11 of $2 hours of $3 is',
      );
}

/** Demand where the balancing authority reports any. */
function basisOf({ ba, screened }: ReportContext): DayStatus['basis'] {
  const reported = screened.reported.series;
  if (reported.has('demand')) return 'demand';
  return ba.reportsDemand && !reported.has('net-generation') ? 'demand' : 'net generation';
}

export function dayStatus(context: ReportContext, facts: DayFacts): DayStatus {
  const basis = basisOf(context);
  const { day, netGenerationMwh } = facts.values;
  const completeness =
    basis === 'demand'
      ? facts.completeness.demand
      : completenessOf(sliceDay(context.screened.reported, 'net-generation', day), netGenerationMwh);
  const hasMix = energySourcesOf(context.screened.reported).length > 0;
  const reasons = [
    missingAndFlagged(completeness, basis),
    hasMix ? missingAndFlagged(facts.completeness.generation, 'generation by source') : '',
  ].filter((reason) => reason !== '');
  const isIncomplete = badHours(completeness) > BAD_HOURS_ALLOWED;
  return {
    status: isIncomplete ? 'incomplete' : reasons.length > 0 ? 'provisional' : 'final',
    reason: reasons.length > 0 ? reasons.join(' ') : null,
    basis,
    completeness,
  };
}
