import { z } from 'zod';
import { badgeSnapshot } from './badge.ts';
import { balancingAuthoritiesSnapshot } from './balancing-authorities.ts';
import { carbonSnapshot } from './carbon.ts';
import { changesSnapshot } from './changes.ts';
import { cleanWindowsSnapshot } from './clean-windows.ts';
import { correctionsSnapshot } from './corrections.ts';
import { daysSnapshot } from './days.ts';
import { duckDaySnapshot } from './duck-day.ts';
import { duckLeagueSnapshot } from './duck-league.ts';
import { ducksSnapshot } from './ducks.ts';
import { forecastLeagueSnapshot, forecastReportSnapshot } from './forecast-report.ts';
import { freshnessSnapshot } from './freshness.ts';
import { hourlySnapshot } from './hourly.ts';
import { pulseSnapshot } from './pulse.ts';
import { rulesSnapshot } from './rules.ts';
import { scoreboardSnapshot } from './scoreboard.ts';
import { statusSnapshot } from './status.ts';

/** Every kind of file under /api/v1/, by the name of its schema, with the path that it lies at. */
export const PUBLIC_FILES = {
  'balancing-authorities': { path: '/balancing-authorities.json', schema: balancingAuthoritiesSnapshot },
  status: { path: '/status.json', schema: statusSnapshot },
  badge: { path: '/badge.json', schema: badgeSnapshot },
  pulse: { path: '/{ba}/pulse/{date}.json', schema: pulseSnapshot },
  'latest-pulse': { path: '/{ba}/pulse/latest.json', schema: pulseSnapshot },
  days: { path: '/{ba}/days.json', schema: daysSnapshot },
  carbon: { path: '/{ba}/carbon.json', schema: carbonSnapshot },
  'clean-windows': { path: '/{ba}/clean-windows.json', schema: cleanWindowsSnapshot },
  scoreboard: { path: '/scoreboard.json', schema: scoreboardSnapshot },
  ducks: { path: '/{ba}/ducks.json', schema: ducksSnapshot },
  'duck-day': { path: '/{ba}/ducks/{date}.json', schema: duckDaySnapshot },
  'duck-league': { path: '/ducks.json', schema: duckLeagueSnapshot },
  'forecast-report': { path: '/{ba}/forecast-report.json', schema: forecastReportSnapshot },
  'forecast-league': { path: '/forecast-report.json', schema: forecastLeagueSnapshot },
  changes: { path: '/{ba}/changes.json', schema: changesSnapshot },
  rules: { path: '/rules.json', schema: rulesSnapshot },
  corrections: { path: '/corrections.json', schema: correctionsSnapshot },
  freshness: { path: '/{ba}/freshness.json', schema: freshnessSnapshot },
  hourly: { path: '/{ba}/hourly/{month}.json', schema: hourlySnapshot },
} as const;

/** JSON Schema of one kind of file, made from the schema that validated it. */
export const jsonSchemaOf = (name: keyof typeof PUBLIC_FILES) =>
  z.toJSONSchema(PUBLIC_FILES[name].schema, { io: 'output' });

const PARAMETERS: Record<string, { description: string; example: string }> = {
  ba: { description: 'code of the balancing authority in lower case', example: 'ciso' },
  date: { description: 'local day, YYYY-MM-DD', example: '2026-03-30' },
  month: { description: 'local month, YYYY-MM', example: '2026-03' },
};

/** An OpenAPI 3.1 document of the files, which need no key. */
export function openApiDocument(): object {
  const paths = Object.entries(PUBLIC_FILES).map(([name, { path, schema }]) => [
    path,
    {
      get: {
        operationId: name,
        parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
          name: parameter,
          in: 'path',
          required: true,
          schema: { type: 'string' },
          ...PARAMETERS[parameter as string],
        })),
        responses: {
          200: {
            description: schema.description ?? name,
            content: { 'application/json': { schema: { $ref: `schema/${name}.json` } } },
          },
          404: { description: 'there is no such file' },
        },
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'GridPulse',
      version: '1',
      description: 'Static JSON files on the US power grid, computed from EIA-930.',
      license: { name: 'CC-BY-4.0', identifier: 'CC-BY-4.0' },
    },
    servers: [{ url: '.' }],
    paths: Object.fromEntries(paths),
  };
}
