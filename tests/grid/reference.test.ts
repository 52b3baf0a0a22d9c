import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import factorsFile from '../../data/reference/emission-factors.json' with { type: 'json' };
import respondentsFile from '../../data/reference/respondents.json' with { type: 'json' };
import {
  ACTIVE_BALANCING_AUTHORITIES,
  BALANCING_AUTHORITIES,
  findRespondent,
  RESPONDENTS,
} from '../../src/grid/balancing-authority.ts';
import { emissionFactor, FACTOR_SETS } from '../../src/grid/emission-factor.ts';
import { ENERGY_SOURCE_CODES, isEnergySource, isStorage } from '../../src/grid/energy-source.ts';
import { recordedData, recordedDataMissing } from '../recorded-data.ts';

const sourceIds = new Set(respondentsFile.sources.map((source) => source.id));

describe('respondents', () => {
  it('counts 60 active and 12 retired balancing authorities, 13 regions, the nation', () => {
    expect(ACTIVE_BALANCING_AUTHORITIES).toHaveLength(60);
    expect(BALANCING_AUTHORITIES.filter((ba) => !ba.active)).toHaveLength(12);
    expect(RESPONDENTS.filter((r) => r.kind === 'region')).toHaveLength(13);
    expect(RESPONDENTS.filter((r) => r.kind === 'nation').map((r) => r.code)).toEqual(['US48']);
  });

  it('has unique codes and a known, dated source behind every group of facts', () => {
    expect(new Set(RESPONDENTS.map((r) => r.code)).size).toBe(RESPONDENTS.length);
    for (const source of respondentsFile.sources) expect(Number.isNaN(Date.parse(source.date))).toBe(false);
    const unsourced = RESPONDENTS.flatMap((r) =>
      Object.values(r.factSources)
        .filter((id) => !sourceIds.has(id))
        .map((id) => `${r.code}: ${id}`),
    );
    expect(unsourced).toEqual([]);
    expect(RESPONDENTS.filter((r) => !r.factSources['identity'])).toEqual([]);
  });

  it.each(RESPONDENTS.filter((r) => r.timezone).map((r) => [r.code, r.timezone as string]))(
    '%s lives in a zone that exists: %s',
    (_, timezone) => {
      expect(
        new Intl.DateTimeFormat('en-US', { timeZone: timezone }).resolvedOptions().timeZone,
      ).toBeTruthy();
    },
  );

  it('puts every balancing authority in the lower 48', () => {
    const outside = BALANCING_AUTHORITIES.filter(
      (ba) => ba.latitude < 24 || ba.latitude > 49.5 || ba.longitude < -125 || ba.longitude > -66,
    );
    expect(outside.map((ba) => ba.code)).toEqual([]);
  });

  it('has a zone whose standard time fits the longitude, within two hours', () => {
    for (const ba of BALANCING_AUTHORITIES) {
      const local = new Date('2026-01-15T12:00:00Z').toLocaleString('en-US', {
        timeZone: ba.timezone,
        hour: 'numeric',
        hourCycle: 'h23',
      });
      expect(Math.abs(Number(local) - (12 + ba.longitude / 15)), ba.code).toBeLessThan(2);
    }
  });

  it('lists neighbours symmetrically among US balancing authorities that list any', () => {
    const lopsided: string[] = [];
    for (const ba of BALANCING_AUTHORITIES) {
      for (const neighbor of ba.neighbors) {
        const other = findRespondent(neighbor.code);
        expect(other, `${ba.code} lists ${neighbor.code}`).toBeDefined();
        if (other?.kind !== 'balancing-authority' || other.neighbors.length === 0) continue;
        const back = other.neighbors.find((n) => n.code === ba.code);
        if (back?.active !== neighbor.active) lopsided.push(`${ba.code} - ${neighbor.code}`);
      }
    }
    expect(lopsided).toEqual([]);
  });

  it('says when each retired one retired, and names successors that exist', () => {
    for (const ba of BALANCING_AUTHORITIES.filter((r) => !r.active)) {
      expect(ba.retiredOn, ba.code).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      for (const successor of ba.successors) expect(findRespondent(successor)?.active, ba.code).toBe(true);
    }
    expect(findRespondent('WACM')?.successors).toEqual(['SWPW']);
    expect(findRespondent('WAUW')?.successors).toEqual(['SWPW']);
  });

  it('puts every balancing authority in exactly one region that lists it', () => {
    for (const ba of BALANCING_AUTHORITIES) {
      const regions = RESPONDENTS.filter((r) => r.kind === 'region' && r.members.includes(ba.code));
      expect(
        regions.map((r) => r.code),
        ba.code,
      ).toEqual([ba.region]);
    }
  });

  it.skipIf(recordedDataMissing)(
    'knows every code of the recorded pages and of the day of all respondents',
    () => {
      const unknown = new Set<string>();
      for (const row of recordedRows()) {
        for (const code of [row['respondent'], row['fromba'], row['toba']]) {
          if (code !== undefined && !findRespondent(code)) unknown.add(code);
        }
        if (row['fueltype'] !== undefined && !isEnergySource(row['fueltype']))
          unknown.add(`source ${row['fueltype']}`);
      }
      expect([...unknown]).toEqual([]);
    },
  );
});

function* recordedRows(): Generator<Record<string, string>> {
  const pages = recordedData('eia-api-v2/pages');
  for (const name of readdirSync(pages).filter((file) => /2026-03-01T00|2026-08/.test(file))) {
    yield* JSON.parse(gunzipSync(readFileSync(join(pages, name))).toString()).payload.response.data;
  }
  for (const route of ['region-data', 'fuel-type-data', 'interchange-data']) {
    const text = gunzipSync(readFileSync(recordedData(`all-bas-2022-07-10/${route}.csv.gz`))).toString();
    const [header = '', ...lines] = text.trim().split('\n');
    const names = header.split(',');
    for (const line of lines) {
      const cells =
        line.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '').replace(/"/g, '')) ?? [];
      yield Object.fromEntries(names.map((key, i) => [key, cells[i] ?? '']));
    }
  }
}

describe('emission factors', () => {
  it('name a dated source for every factor', () => {
    const ids = new Set(factorsFile.sources.map((source) => source.id));
    for (const set of FACTOR_SETS) {
      for (const factor of Object.values(set.national))
        expect(ids.has(factor.source), `${set.name} ${factor.source}`).toBe(true);
      expect(ids.has(set.byBalancingAuthority.source)).toBe(true);
    }
    expect(factorsFile.sources.every((source) => /^\d{4}/.test(source.date))).toBe(true);
  });

  it('give every source but storage a factor, lifecycle never below direct', () => {
    for (const ba of BALANCING_AUTHORITIES) {
      for (const source of ENERGY_SOURCE_CODES) {
        const direct = emissionFactor('direct', ba.code, source);
        const lifecycle = emissionFactor('lifecycle', ba.code, source);
        if (isStorage(source)) {
          expect([direct, lifecycle]).toEqual([null, null]);
          continue;
        }
        expect(direct?.kgPerMwh, `${ba.code} ${source}`).toBeGreaterThanOrEqual(0);
        expect(lifecycle?.kgPerMwh, `${ba.code} ${source}`).toBeGreaterThanOrEqual(
          direct?.kgPerMwh as number,
        );
      }
    }
  });

  it('stay within what burning that fuel can give, per MWh of electricity and not of heat', () => {
    const plausible = { COL: [800, 1250], NG: [330, 700], OIL: [550, 1300] } as const;
    for (const ba of BALANCING_AUTHORITIES) {
      for (const [source, [low, high]] of Object.entries(plausible)) {
        const factor = emissionFactor('direct', ba.code, source as 'COL')?.kgPerMwh as number;
        expect(factor, `${ba.code} ${source}`).toBeGreaterThanOrEqual(low);
        expect(factor, `${ba.code} ${source}`).toBeLessThanOrEqual(high);
      }
    }
    expect(emissionFactor('direct', 'CISO', 'NG')).toEqual({
      kgPerMwh: 396.16,
      source: 'egrid-2023',
      own: true,
    });
    expect(emissionFactor('direct', 'PJM', 'NUC')?.kgPerMwh).toBe(0);
  });
});
