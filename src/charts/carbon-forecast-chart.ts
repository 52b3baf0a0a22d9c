import { scaleLinear } from 'd3-scale';
import { formatNumber, formatWeekday } from '../formats/units.ts';
import { isoToHour, localDate, localHourOfDay } from '../grid/hour.ts';
import type { CleanWindowsSnapshot } from '../snapshots/clean-windows.ts';
import { type ChartWidth, type Frame, frame, noteWidth, textWidth } from './frame.ts';
import { hourBand, hourLine } from './hour-path.ts';
import { coordinate, path, rect, svg, text, textGroup } from './svg.ts';

const PLOT_HEIGHT: Record<ChartWidth, number> = { wide: 210, narrow: 170 };
const TICKS = 4;
const JUDGED_HOURS = 4;
const NOON = 12;

/** Grid lines with their values; the uppermost names the unit. */
function intensityGrid(ticks: readonly number[], { y, left, right, ...chart }: Frame): string {
  const top = ticks.at(-1) as number;
  const topLabel = `${formatNumber(top)} g/kWh`;
  const start = (tick: number) => (tick === top ? Math.round(textWidth(topLabel, chart) + 6) : left);
  const lines = ticks.filter((tick) => tick > 0);
  return (
    path('chart-grid', lines.map((tick) => `M${start(tick)} ${Math.round(y(tick))}H${right}`).join('')) +
    path('chart-zero', `M${left} ${Math.round(y(0))}H${right}`) +
    text(0, y(top) + 5, 'chart-axis', topLabel) +
    textGroup(
      'chart-axis',
      ticks.slice(0, -1).map((tick) => text(left - 8, y(tick) + 5, '', formatNumber(tick))),
      'end',
    )
  );
}

interface LocalStretch {
  date: string;
  from: number;
  to: number;
}

function localDays(hours: readonly number[], timezone: string): LocalStretch[] {
  const days: LocalStretch[] = [];
  hours.forEach((hour, i) => {
    const date = localDate(hour, timezone);
    const last = days.at(-1);
    if (last?.date === date) last.to = i + 1;
    else days.push({ date, from: i, to: i + 1 });
  });
  return days;
}

/** A long tick at local midnight, a short one at noon, the weekday in the middle of its hours. */
function dayAxis(hours: readonly number[], timezone: string, chart: Frame): string {
  const days = localDays(hours, timezone);
  const midnights = days
    .slice(1)
    .map(({ from }) => `M${coordinate(chart.x(from))} ${chart.top}V${chart.bottom + 8}`);
  const noons = hours.flatMap((hour, i) =>
    localHourOfDay(hour, timezone) === NOON ? [`M${coordinate(chart.x(i))} ${chart.bottom}v4`] : [],
  );
  const labels = days.flatMap(({ date, from, to }) => {
    const full = formatWeekday(date);
    const name = chart.kind === 'wide' ? full : full.slice(0, 3);
    const fits = textWidth(name, chart) < chart.x(to) - chart.x(from);
    return fits ? [text(chart.x((from + to) / 2), chart.bottom + 21, '', name)] : [];
  });
  return path('chart-tick', [...midnights, ...noons].join('')) + textGroup('chart-axis', labels, 'middle');
}

/** The best four hours of the next 24, where they mean something. */
function bestWindow({ next24Hours }: CleanWindowsSnapshot, firstHour: number, chart: Frame): string {
  const slot = next24Hours.slots.find(({ hours }) => hours === JUDGED_HOURS);
  if (!next24Hours.meaningful || !slot) return '';
  const start = isoToHour(slot.firstHour) - firstHour;
  const [left, right] = [chart.x(start), chart.x(start + JUDGED_HOURS)];
  const words = 'Cleanest 4 hours';
  const half = noteWidth(words, chart) / 2;
  const middle = Math.min(Math.max((left + right) / 2, chart.left + half), chart.right - half);
  return (
    rect(left, chart.top, right - left, chart.bottom - chart.top, 'chart-window') +
    text(middle, chart.top - 9, 'chart-note', words, 'middle')
  );
}

/** The next 96 hours with the interval that four outcomes of five lie in. */
export function carbonForecastChart(snapshot: CleanWindowsSnapshot, kind: ChartWidth = 'narrow'): string {
  const { forecast, balancingAuthority } = snapshot;
  const { name, timezone } = balancingAuthority;
  const hours = forecast.hourEnding.map(isoToHour);
  const axis = scaleLinear([0, Math.max(10, ...forecast.high)], [0, 1]).nice(TICKS);
  const ticks = axis.ticks(TICKS);
  const high = Math.max(ticks.at(-1) as number, ...forecast.high);
  const chart = frame({
    kind,
    hourCount: hours.length,
    plotHeight: PLOT_HEIGHT[kind],
    low: 0,
    high,
    right: 8,
  });
  return svg({
    width: chart.width,
    height: chart.height,
    className: `chart chart-${kind}`,
    title: `Carbon intensity of the next 96 hours, ${name}`,
    description: `A forecast, generation-based, direct, g CO2 per kWh: a line, and around it the band that four outcomes of five are to lie in. ${name}.`,
    body: [
      bestWindow(snapshot, hours[0] as number, chart),
      intensityGrid(ticks, chart),
      path('chart-interval', hourBand(forecast.high, forecast.low, chart)),
      path('chart-intensity', hourLine(forecast.kgPerMwh, chart)),
      dayAxis(hours, timezone, chart),
    ],
  });
}
