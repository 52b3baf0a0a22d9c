/** What a comparison shows: a table of the latest days, and their demand and carbon intensity as lines. */

import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { compareRows } from './compare-rows.ts';
import type { DemandScale } from './compare-state.ts';
import type { IndexedGrid } from './grid-index.ts';
import { type OverlayLine, overlayChart } from './overlay-chart.ts';
import { intensityFigure } from './quantity.ts';
import type { Settings } from './settings.ts';

export interface Compared {
  grid: IndexedGrid;
  pulse: PulseSnapshot;
}

export function comparison(
  compared: readonly Compared[],
  scale: DemandScale,
  settings: Settings,
): HTMLElement[] {
  const demand = compared.map(({ grid, pulse: { hours } }) =>
    line(grid, hours.localHour, scaled(hours.demandMwh, scale)),
  );
  const carbon = compared.map(({ grid, pulse: { hours } }) =>
    line(grid, hours.localHour, hours.carbonIntensityDirectKgPerMwh),
  );
  return [
    table(compared, settings),
    figure(
      scale === 'share' ? 'Demand, as a share of each grid’s own peak' : 'Demand, GW',
      'By the hour of each grid’s own clock, latest day.',
      demand,
      scale !== 'share',
      scale === 'share'
        ? (value) => `${Math.round(value * 100)}%`
        : (value) => (value / 1000).toLocaleString('en-US'),
    ),
    figure(
      `Carbon intensity, ${settings.intensity === 'g/kWh' ? 'g CO₂/kWh' : 'lb CO₂/MWh'}`,
      'Generation-based, direct, by the hour of each grid’s own clock.',
      carbon,
      true,
      (value) => intensityFigure(value, settings.intensity),
    ),
  ];
}

const line = (
  grid: IndexedGrid,
  localHour: readonly number[],
  values: readonly (number | null)[],
): OverlayLine => ({
  label: grid.code,
  localHour,
  values,
});

function scaled(demandMwh: readonly (number | null)[], scale: DemandScale): (number | null)[] {
  if (scale === 'gw') return [...demandMwh];
  const peak = Math.max(...demandMwh.filter((value) => value !== null));
  return demandMwh.map((value) => (value === null || peak <= 0 ? null : value / peak));
}

function made<K extends keyof HTMLElementTagNameMap>(
  name: K,
  words: string,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.textContent = words;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function table(compared: readonly Compared[], settings: Settings): HTMLElement {
  const head = document.createElement('tr');
  head.append(made('td', ''));
  for (const [i, { grid, pulse }] of compared.entries()) {
    const cell = made('th', '', { scope: 'col', class: `name-${i + 1}` });
    const day = made('a', grid.name, { href: `${grid.href}pulse/${pulse.date}/` });
    cell.append(day, ' ', made('span', grid.code, { class: 'code' }));
    head.append(cell);
  }
  const body = compareRows(settings).map(({ name, cell }) => {
    const row = document.createElement('tr');
    row.append(made('th', name, { scope: 'row' }), ...compared.map(({ pulse }) => made('td', cell(pulse))));
    return row;
  });
  const all = made('table', '', { class: 'compared' });
  const [thead, tbody] = [document.createElement('thead'), document.createElement('tbody')];
  thead.append(head);
  tbody.append(...body);
  all.append(thead, tbody);
  const box = made('section', '', { class: 'scroll', tabindex: '0', 'aria-label': 'Table: grids compared' });
  box.append(all);
  return box;
}

const NARROW_PX = 560;

function figure(
  title: string,
  words: string,
  lines: readonly OverlayLine[],
  fromZero: boolean,
  tick: (value: number) => string,
): HTMLElement {
  const box = made('figure', '', { class: 'section' });
  const caption = document.createElement('figcaption');
  caption.append(made('h2', title), made('p', words));
  const isNarrow = document.documentElement.clientWidth < NARROW_PX;
  const size = isNarrow ? { width: 340, height: 240 } : { width: 560, height: 300 };
  const label = `${title}: ${lines.map((one) => one.label).join(', ')}`;
  const drawing = overlayChart(lines, { title: label, ...size, tick, fromZero });
  drawing.classList.add(isNarrow ? 'chart-narrow' : 'chart-wide');
  box.append(caption, drawing);
  return box;
}
