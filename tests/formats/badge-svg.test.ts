import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { writeBadge } from '../../scripts/steps/badge-file.ts';
import { badgeSvg } from '../../src/formats/badge-svg.ts';
import { badgeSnapshot } from '../../src/snapshots/badge.ts';
import type { StatusSnapshot } from '../../src/snapshots/status.ts';

const demand = (asOf: string | null) => [{ family: 'demand', asOf }];

function badgeOf(status: object) {
  const directory = mkdtempSync(join(tmpdir(), 'gridpulse-badge-'));
  const whole = {
    provenance: 'eia',
    runs: [{ outcome: 'succeeded' }],
    balancingAuthorities: [
      { series: demand('2026-06-15T17:00:00Z') },
      { series: demand('2026-06-15T18:00:00Z') },
    ],
    ...status,
  };
  writeBadge(directory, whole as unknown as StatusSnapshot);
  const file = (name: string) => readFileSync(join(directory, 'api/v1', name), 'utf8');
  return { json: badgeSnapshot.parse(JSON.parse(file('badge.json'))), svg: file('badge.svg') };
}

describe('the badge', () => {
  it('names the last hour of demand', () => {
    const { json, svg } = badgeOf({});
    expect(json).toMatchObject({
      label: 'US grid',
      message: 'demand as of 2026-06-15 18:00 UTC',
      isError: false,
    });
    expect(svg).toContain('aria-label="US grid: demand as of 2026-06-15 18:00 UTC"');
  });

  it('says so where the last run was not whole, where the numbers are invented, and where there are none', () => {
    expect(badgeOf({ runs: [{ outcome: 'partial' }] }).json.isError).toBe(true);
    expect(badgeOf({ provenance: 'synthetic' }).json.label).toMatch(/invented/);
    expect(badgeOf({ balancingAuthorities: [{ series: demand(null) }] }).json.message).toBe('no data');
  });

  it('is a picture that a browser takes, whatever it says', () => {
    const svg = badgeSvg({
      schemaVersion: 1,
      label: 'a < "b"',
      message: 'c & d',
      color: '1f6f43',
      isError: false,
    });
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toContain('a &lt; &quot;b&quot;: c &amp; d');
  });
});
