/** Two to four grids side by side, from their latest pulses; what is compared is in the address. */

import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { type Comparison, comparisonOf, type DemandScale, MOST_GRIDS, queryOf } from './compare-state.ts';
import { type Compared, comparison } from './compare-view.ts';
import type { IndexedGrid } from './grid-index.ts';
import { loadGridIndex } from './load-grid-index.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { readSettings, writeSettings } from './settings.ts';

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
      this.say('Choose two to four grids.');
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
    return { grid, pulse: await loadSnapshot<PulseSnapshot>(address) };
  }
}

customElements.define('grid-compare', GridCompareElement);
