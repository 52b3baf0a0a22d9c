import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SCREENING_RULES } from '../../src/analyses/screening.ts';

it('explains every screening rule on /methods/, and none that is not there', () => {
  const page = readFileSync(join(import.meta.dirname, '../../src/components/ScreeningRules.astro'), 'utf8');
  const explained = [...page.matchAll(/^ {2}\['([a-z-]+)',/gm)].map((match) => match[1]);
  const applied = SCREENING_RULES.map((rule) => rule.name);
  expect(explained.toSorted()).toEqual(applied.toSorted());
});
