/**
 * `<chart-tools>` inside a figure: explore the chart, or take it away as PNG or SVG. The static drawing stays
 * where it is and keeps its room; Chart.js is fetched only when somebody asks, and drawn over it.
 */
import type { LiveHandle } from './live-chart.ts';
import type { LiveChart } from './live-series.ts';
import { loadSnapshot } from './load-snapshot.ts';

const KINDS = ['day-mix', 'duck-day', 'carbon-forecast'] as const;
type Kind = (typeof KINDS)[number];

/** `ciso-pulse-2026-06-10` of its file's address. */
const pathWords = (files: string): string =>
  (/v1\/([^ ]+)\.json/.exec(files)?.[1] ?? 'chart').replaceAll('/', '-');

class ChartTools extends HTMLElement {
  #live: LiveHandle | null = null;
  #buttons = new Map<string, HTMLButtonElement>();
  #said = document.createElement('p');

  connectedCallback(): void {
    this.#add('Explore', () => this.#toggle());
    this.#add('PNG', () => this.#save('png'));
    this.#add('SVG', () => this.#save('svg'));
    this.#said.className = 'said';
    this.#said.setAttribute('role', 'status');
    this.append(this.#said);
    if (new URLSearchParams(location.search).get('explore') === this.#kind) void this.#toggle();
  }

  get #kind(): Kind | undefined {
    return KINDS.find((kind) => kind === this.dataset['kind']);
  }

  get #box(): HTMLElement {
    return this.closest('figure')?.querySelector('.chart-pair, .chart-lone') as HTMLElement;
  }

  /** Of the two drawings of a pair, the one that is shown. */
  get #drawing(): SVGSVGElement {
    const drawings = [...this.#box.querySelectorAll<SVGSVGElement>('svg.chart')];
    return drawings.find((drawing) => drawing.getBoundingClientRect().width > 0) as SVGSVGElement;
  }

  #add(words: string, act: () => Promise<void>): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words;
    button.addEventListener('click', () => {
      act().catch((error: unknown) => {
        this.#said.textContent = `That did not work: ${error instanceof Error ? error.message : 'no reason is known'}.`;
      });
    });
    this.#buttons.set(words, button);
    this.append(button);
    return button;
  }

  async #save(type: 'png' | 'svg'): Promise<void> {
    const { chartPng, chartSvg, download } = await import('./chart-image.ts');
    const credit = `${this.dataset['shows']}. GridPulse; source: EIA-930, preliminary`;
    const svg = chartSvg(this.#drawing, credit);
    const name = `gridpulse-${pathWords(this.dataset['json'] ?? '')}.${type}`;
    download(type === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await chartPng(svg), name);
  }

  async #toggle(): Promise<void> {
    const explore = this.#buttons.get('Explore') as HTMLButtonElement;
    if (this.#live) {
      this.#live.destroy();
      this.#live = null;
      for (const made of this.#box.querySelectorAll('.live')) made.remove();
      this.querySelector('.live-series')?.remove();
      this.#box.classList.remove('is-live');
      explore.textContent = 'Explore';
      this.#remember({ explore: null, hide: null });
      return;
    }
    explore.disabled = true;
    try {
      const [live, { drawLive }] = await Promise.all([this.#read(), import('./live-chart.ts')]);
      this.#open(live, drawLive);
      explore.textContent = 'Close';
      this.#remember({ explore: this.#kind ?? null });
    } finally {
      explore.disabled = false;
    }
  }

  async #read(): Promise<LiveChart> {
    const { liveCarbonForecast, liveDayMix, liveDuckDay } = await import('./live-series.ts');
    const [first, second] = (this.dataset['json'] ?? '').split(' ') as [string, string | undefined];
    if (this.#kind === 'duck-day')
      return liveDuckDay(await loadSnapshot(first), await loadSnapshot(second ?? first));
    if (this.#kind === 'carbon-forecast') {
      return liveCarbonForecast(await loadSnapshot(first), this.dataset['timezone'] ?? 'UTC');
    }
    return liveDayMix(await loadSnapshot(first));
  }

  #open(live: LiveChart, drawLive: (canvas: HTMLCanvasElement, live: LiveChart) => LiveHandle): void {
    const stage = document.createElement('div');
    stage.className = 'live';
    const canvas = document.createElement('canvas');
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', 'Chart. Left and right arrows tell the hours, plus and minus zoom.');
    stage.append(canvas);
    this.#box.append(stage);
    this.#box.classList.add('is-live');
    const handle = drawLive(canvas, live);
    this.#live = handle;
    canvas.addEventListener('keydown', (event) => this.#key(event, handle));
    this.append(this.#toggles(live, handle));
  }

  #key(event: KeyboardEvent, handle: LiveHandle): void {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Home: -1000, End: 1000 };
    const step = steps[event.key];
    if (step !== undefined) this.#said.textContent = handle.move(step);
    else if (event.key === '+' || event.key === '=') handle.zoom(0.5);
    else if (event.key === '-') handle.zoom(2);
    else return;
    event.preventDefault();
  }

  #toggles(live: LiveChart, handle: LiveHandle): HTMLElement {
    const set = document.createElement('fieldset');
    set.className = 'live-series';
    const legend = document.createElement('legend');
    legend.textContent = 'Shown';
    set.append(legend);
    const hidden = new Set((new URLSearchParams(location.search).get('hide') ?? '').split(','));
    for (const { key, name } of live.series) {
      const label = document.createElement('label');
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.checked = !hidden.has(key);
      if (!box.checked) handle.show(key, false);
      box.addEventListener('change', () => {
        handle.show(key, box.checked);
        if (box.checked) hidden.delete(key);
        else hidden.add(key);
        this.#remember({ hide: [...hidden].filter(Boolean).join(',') || null });
      });
      label.append(box, ` ${name}`);
      set.append(label);
    }
    for (const [words, factor] of [
      ['Zoom in', 0.5],
      ['Zoom out', 2],
    ] as const) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = words;
      button.addEventListener('click', () => handle.zoom(factor));
      set.append(button);
    }
    return set;
  }

  #remember(state: Record<string, string | null>): void {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(state)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    history.replaceState(history.state, '', url);
  }
}

customElements.define('chart-tools', ChartTools);
