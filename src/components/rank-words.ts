import { formatNumber } from '../formats/units.ts';
import type { Rank } from '../snapshots/changes.ts';

const ordinals = new Intl.PluralRules('en-US', { type: 'ordinal' });
const SUFFIX: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinal = (n: number): string => `${formatNumber(n)}${SUFFIX[ordinals.select(n)] ?? 'th'}`;

function position(place: number, end: 'highest' | 'lowest'): string {
  return place === 1 ? end : `${ordinal(place)} ${end}`;
}

function tie(tiedDays: number): string {
  if (tiedDays === 0) return '';
  return `, level with ${formatNumber(tiedDays)} other${tiedDays === 1 ? '' : 's'}`;
}

/** `3rd highest of 120 days held`, from the nearer end; null where there is no other day to compare with. */
export function rankWords({ days, fromTop, fromBottom, tiedDays }: Rank): string | null {
  if (days < 2) return null;
  const where = fromTop <= fromBottom ? position(fromTop, 'highest') : position(fromBottom, 'lowest');
  return `${where[0]?.toUpperCase()}${where.slice(1)} of ${formatNumber(days)} days held${tie(tiedDays)}`;
}
