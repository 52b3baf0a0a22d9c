/** Puts a reader's settings to work on a page that was written for everybody. */

import { intensityFigure, intensityWords, powerWords } from './quantity.ts';
import { CHANGED_EVENT, readSettings, type Settings } from './settings.ts';

function applyTheme({ theme }: Settings): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  // As public/theme.js does: the color of the browser's own bar, the light one first.
  document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]').forEach((color, i) => {
    const own = i === 0 ? 'light' : 'dark';
    color.media = theme === 'system' ? `(prefers-color-scheme: ${own})` : theme === own ? 'all' : 'not all';
  });
}

/** `<data value="26500" data-unit="MW">26.5 GW</data>`: what a figure measures is in the page beside its words. */
function applyUnits({ power, intensity }: Settings): void {
  for (const figure of document.querySelectorAll<HTMLDataElement>('data[data-unit]')) {
    const value = Number(figure.value);
    if (figure.value === '' || Number.isNaN(value)) continue;
    const unit = figure.dataset['unit'];
    if (unit === 'MW') figure.textContent = powerWords(value, power);
    if (unit === 'g/kWh') figure.textContent = intensityWords(value, intensity);
    if (unit === 'g/kWh figure') figure.textContent = intensityFigure(value, intensity);
  }
  for (const name of document.querySelectorAll<HTMLElement>('[data-intensity-unit]')) {
    const what = name.dataset['intensityUnit'] || 'CO₂';
    name.textContent = intensity === 'g/kWh' ? `g ${what}/kWh` : `lb ${what}/MWh`;
  }
}

/** `5 p.m. EDT, Jun 14`, on the clock of this device. */
function onThisClock(instant: Date): string {
  const parts: Record<string, string> = {};
  const format = new Intl.DateTimeFormat('en-US', {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  for (const { type, value } of format.formatToParts(instant)) parts[type] = value;
  const minutes = parts['minute'] === '00' ? '' : `:${parts['minute']}`;
  const isMorning = parts['dayPeriod'] === 'AM';
  const isTwelve = parts['hour'] === '12' && minutes === '';
  const clock = isTwelve
    ? isMorning
      ? 'midnight'
      : 'noon'
    : `${parts['hour']}${minutes} ${isMorning ? 'a.m.' : 'p.m.'}`;
  return `${clock} ${parts['timeZoneName']}, ${parts['month']} ${parts['day']}`;
}

/** Stamps only: the hours of a grid's day stay hours of its own day. */
function applyZone({ zone }: Settings): void {
  for (const stamp of document.querySelectorAll<HTMLTimeElement>('time[data-as-of]')) {
    stamp.dataset['written'] ??= stamp.textContent ?? '';
    const instant = new Date(stamp.dateTime);
    stamp.textContent =
      zone === 'mine' && !Number.isNaN(instant.getTime()) ? onThisClock(instant) : stamp.dataset['written'];
  }
}

function apply(settings: Settings): void {
  applyTheme(settings);
  applyUnits(settings);
  applyZone(settings);
}

const chosen = readSettings();
const isDefault = chosen.zone === 'grid' && chosen.power === 'auto' && chosen.intensity === 'g/kWh';
if (!isDefault) apply(chosen);
addEventListener(CHANGED_EVENT, () => apply(readSettings()));
