/** Two to four grids side by side, from their latest pulses; what is compared is in the address. */

import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { compareRows } from './compare-rows.ts';
import { type Comparison, comparisonOf, type DemandScale, MOST_GRIDS, queryOf } from './compare-state.ts';
import type { IndexedGrid } from './grid-index.ts';
import { loadGridIndex } from './load-grid-index.ts';
import { type OverlayLine, overlayChart } from './overlay-chart.ts';
import { intensityFigure } from './quantity.ts';
import { readSettings, type Settings, writeSettings } from './settings.ts';

interface Compared {
  grid: IndexedGrid;
  pulse: PulseSnapshot;
}

class GridCompareElement extends HTMLElement {
  private grids = new Map<string, IndexedGrid>();
  private state: Comparison = { codes: [], scale: 'share' };
  /** Answers to an older choice are not shown. */
  private turn = 0;

  connectedCallback(): void {
    void this.start();
  }

  private async start(): Promise<void> {
    try {
      const index = await loadGridIndex(this.dataset['index'] as string);
      this.grids = new Map(index.filter(({ hasPulse }) => hasPulse).map((grid) => [grid.code, grid]));
    } catch {
      this.say('The list of grids could not be loaded. Reload the page to try again.');
      return;
    }
    this.state = comparisonOf(location.search, (code) => this.grids.has(code));
    for (const select of this.selects()) this.fill(select);
    this.addEventListener('change', () => this.chosen());
    this.one('.compare-save').addEventListener('click', () => this.save());
    this.showState();
    await this.show();
  }

  private one<E extends HTMLElement>(selector: string): E {
    return this.querySelector(selector) as E;
  }

  private say(words: string): void {
    this.one('.compare-said').textContent = words;
  }

  private selects(): HTMLSelectElement[] {
    return [...this.querySelectorAll('select')].slice(0, MOST_GRIDS);
  }

  private fill(select: HTMLSelectElement): void {
    const byName = [...this.grids.values()].sort((a, b) => a.name.localeCompare(b.name));
    for (const { code, name } of byName)
      select.append(new Option(name === code ? name : `${name} (${code})`, code));
  }

  private showState(): void {
    for (const [i, select] of this.selects().entries()) select.value = this.state.codes[i] ?? '';
    for (const radio of this.querySelectorAll<HTMLInputElement>('input[name="scale"]')) {
      radio.checked = radio.value === this.state.scale;
    }
  }

  private chosen(): void {
    const scale = this.querySelector<HTMLInputElement>('input[name="scale"]:checked')?.value as DemandScale;
    const codes = [...new Set(this.selects().map(({ value }) => value))].filter((code) => code !== '');
    this.state = { codes, scale };
    history.replaceState(null, '', `${location.pathname}${queryOf(this.state)}`);
    void this.show();
  }

  private save(): void {
    const settings = readSettings();
    const path = `${location.pathname}${queryOf(this.state)}`;
    const name = this.state.codes.map((code) => this.grids.get(code)?.name ?? code).join(', ');
    const views = [{ name, path }, ...settings.views.filter((view) => view.path !== path)];
    this.say(
      writeSettings({ ...settings, views })
        ? 'Saved in this browser; the settings list it.'
        : 'This browser keeps nothing for this site, so the view was not saved. Its address holds it.',
    );
  }

  private async show(): Promise<void> {
    const turn = ++this.turn;
    const { codes } = this.state;
    this.one('.compare-save').hidden = codes.length < 2;
    if (codes.length < 2) {
      this.one('.compare-shown').replaceChildren();
      this.say(`Choose two to ${MOST_GRIDS} grids.`);
      return;
    }
    try {
      const compared = await Promise.all(codes.map((code) => this.load(code)));
      if (turn !== this.turn) return;
      this.one('.compare-shown').replaceChildren(...comparison(compared, this.state.scale, readSettings()));
      this.say('');
    } catch {
      if (turn === this.turn) this.say('A grid’s latest day could not be loaded. Choose again to try again.');
    }
  }

  private async load(code: string): Promise<Compared> {
    const grid = this.grids.get(code) as IndexedGrid;
    const address = `${this.dataset['api']}/${code.toLowerCase()}/pulse/latest.json`;
    const response = await fetch(address);
    if (!response.ok) throw new Error(`The pulse of ${code} answered ${response.status}.`);
    return { grid, pulse: (await response.json()) as PulseSnapshot };
  }
}

function comparison(compared: readonly Compared[], scale: DemandScale, settings: Settings): HTMLElement[] {
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

customElements.define('grid-compare', GridCompareElement);
