/** Chart.js over a static drawing: loaded only when somebody asks for it. */
import {
  CategoryScale,
  Chart,
  type ChartDataset,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import type { LiveChart, LiveSeries } from './live-series.ts';

Chart.register(CategoryScale, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** Resolved as the page shows it now, light or dark. */
function colourOf(property: string, place: HTMLElement): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function dataset(series: LiveSeries, place: HTMLElement): ChartDataset<'line', (number | null)[]> {
  const colour = colourOf(series.colour, place);
  const isBand = series.drawn === 'band';
  return {
    label: series.name,
    data: [...series.values],
    borderColor: isBand ? colourOf('--paper', place) : colour,
    backgroundColor: isBand ? colour : series.drawn === 'range' ? colourOf('--rule', place) : colour,
    borderWidth: isBand ? 0.5 : series.drawn === 'range' ? 0 : 2,
    borderDash: series.drawn === 'dashed' ? [5, 4] : [],
    // A range is filled down to the series after it.
    fill: isBand ? 'origin' : series.drawn === 'range' ? '+1' : false,
    stack: isBand ? 'generation' : series.key,
    pointRadius: 0,
    pointHitRadius: 12,
    spanGaps: false,
  };
}

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export interface LiveHandle {
  /** Shows or hides a series, named by its key. */
  show(key: string, isShown: boolean): void;
  /** Moves the hour that is told by some hours, and tells it in words. */
  move(hours: number): string;
  /** Half or twice the hours, around the one that is told. */
  zoom(factor: number): void;
  destroy(): void;
}

export function drawLive(canvas: HTMLCanvasElement, live: LiveChart): LiveHandle {
  const place = canvas.parentElement as HTMLElement;
  const mute = colourOf('--mute', place);
  const rule = colourOf('--rule', place);
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const chart = new Chart(canvas, {
    type: 'line',
    data: { labels: [...live.hours], datasets: live.series.map((series) => dataset(series, place)) },
    options: {
      ...(isStill ? { animation: false as const } : { animation: { duration: 200 } }),
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { grid: { display: false }, ticks: { color: mute, maxRotation: 0, autoSkipPadding: 16 } },
        y: {
          stacked: live.series.some(({ drawn }) => drawn === 'band'),
          grid: { color: rule },
          ticks: { color: mute },
          title: { display: true, text: live.unit, color: mute },
        },
      },
      plugins: {
        tooltip: {
          itemSort: (a, b) => b.datasetIndex - a.datasetIndex,
          callbacks: { label: ({ dataset: { label }, raw }) => `${label}: ${told(raw)} ${live.unit}` },
        },
      },
    },
  });
  const last = live.hours.length - 1;
  let at = 0;
  let [from, to] = [0, last];
  const showHours = () => {
    const { x } = chart.options.scales as Record<string, { min?: number; max?: number }>;
    if (x) Object.assign(x, { min: from, max: to });
    chart.update();
  };
  return {
    show(key, isShown) {
      const index = live.series.findIndex((series) => series.key === key);
      if (index >= 0) chart.setDatasetVisibility(index, isShown);
      chart.update();
    },
    move(hours) {
      at = Math.min(to, Math.max(from, at + hours));
      const active = live.series
        .map((_, datasetIndex) => ({ datasetIndex, index: at }))
        .filter(({ datasetIndex }) => chart.isDatasetVisible(datasetIndex));
      chart.setActiveElements(active);
      chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
      chart.update();
      const values = active.map(({ datasetIndex }) => {
        const { name, values: all } = live.series[datasetIndex] as LiveSeries;
        return `${name} ${told(all[at])} ${live.unit}`;
      });
      return `${live.hours[at]}: ${values.join(', ')}`;
    },
    zoom(factor) {
      const span = Math.min(last, Math.max(4, Math.round((to - from) * factor)));
      from = Math.min(Math.max(0, at - Math.floor(span / 2)), last - span);
      to = from + span;
      showHours();
    },
    destroy: () => chart.destroy(),
  };
}

const told = (value: unknown): string => (typeof value === 'number' ? number.format(value) : 'not known');
