/** A drawing that can be explored and taken away, in a real browser under the site's own policy. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { published } from './built-site.ts';
import { urlOf } from './sites.ts';

const CODE = 'erco';
const latestPulse = () => published<PulseSnapshot>('sample', `${CODE}/pulse/latest.json`);
const addressOf = ({ date }: PulseSnapshot) => `${urlOf('sample')}/ba/${CODE}/pulse/${date}/`;

test('the chart of a day opens in its place, tells its hours by keyboard, and its state is in the address', async ({
  page: tab,
}) => {
  const pulse = latestPulse();
  const complaints: string[] = [];
  const asked: string[] = [];
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(error.message));
  tab.on('request', (request) => asked.push(request.url()));
  await tab.goto(addressOf(pulse));
  const drawing = tab.locator('figure .chart-lone').first();
  // On the page, not in the window: a click scrolls.
  const placeOf = () =>
    drawing.evaluate((box) => {
      const { left, top, width, height } = box.getBoundingClientRect();
      return { left, top: top + scrollY, width, height };
    });
  const before = await placeOf();
  expect(asked.filter((url) => url.includes('live-chart'))).toEqual([]);

  await tab.getByRole('button', { name: 'Explore' }).first().click();
  const chart = tab.getByRole('application');
  await expect(chart).toBeVisible();
  expect(await placeOf()).toEqual(before);
  expect(new URL(tab.url()).searchParams.get('explore')).toBe('day-mix');

  await chart.focus();
  await tab.keyboard.press('Home');
  await tab.keyboard.press('ArrowRight');
  const demand = Math.round(pulse.hours.demandMwh[1] as number).toLocaleString('en-US');
  await expect(tab.locator('chart-tools .said').first()).toContainText(`1 a.m.: Demand ${demand} MW`);

  await tab.getByRole('checkbox', { name: 'Solar' }).uncheck();
  expect(new URL(tab.url()).searchParams.get('hide')).toBe('sun');
  await tab.reload();
  await expect(tab.getByRole('checkbox', { name: 'Solar' })).not.toBeChecked();
  await tab.getByRole('button', { name: 'Close' }).click();
  await expect(chart).toHaveCount(0);
  expect(new URL(tab.url()).search).toBe('');
  expect(complaints).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(urlOf('sample')) && !url.startsWith('blob:'))).toEqual([]);
});

test('the chart of a day can be taken away with its source in the picture', async ({ page: tab }) => {
  const pulse = latestPulse();
  await tab.goto(addressOf(pulse));
  const save = async (name: string) => {
    const [file] = await Promise.all([
      tab.waitForEvent('download'),
      tab.getByRole('button', { name }).first().click(),
    ]);
    expect(file.suggestedFilename()).toBe(`gridpulse-${CODE}-pulse-${pulse.date}.${name.toLowerCase()}`);
    return readFileSync(await file.path());
  };
  const svg = (await save('SVG')).toString('utf8');
  expect(svg).toContain('source: EIA-930, preliminary');
  expect(svg).not.toContain('class=');
  expect(svg).toMatch(/fill="rgb\(\d+, \d+, \d+\)"/);
  const png = await save('PNG');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(1600);
  expect(png.length).toBeGreaterThan(10_000);
});
