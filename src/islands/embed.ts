/** In a frame: the day and the colours that the address asks for. On its own: the code to paste. */
import { dayMixCaption, dayMixChart } from '../charts/day-mix-chart.ts';
import { formatDate, formatInstantLocal } from '../formats/units.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { loadSnapshot } from './load-snapshot.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function showDay(main: HTMLElement, pulse: PulseSnapshot): void {
  const { name, timezone } = pulse.balancingAuthority;
  const link = main.querySelector('h1 a') as HTMLAnchorElement;
  link.textContent = pulse.headline;
  link.href = (main.dataset['page'] ?? '').replace('{date}', pulse.date);
  // Our own drawing, which escapes what it is given.
  const drawing = new DOMParser().parseFromString(dayMixChart(pulse, 'narrow'), 'text/html');
  main.querySelector('.chart-lone')?.replaceChildren(...drawing.body.children);
  const caption = main.querySelector('figcaption');
  if (caption) caption.textContent = dayMixCaption(pulse);
  const who = main.querySelector('[data-who]');
  if (who) who.textContent = `${name}, ${formatDate(pulse.date)}`;
  const stamp = main.querySelector('time');
  const asOf = pulse.dataAsOf.demand ?? pulse.dataAsOf.generation;
  if (!stamp || !asOf) return;
  stamp.dateTime = asOf;
  stamp.textContent = formatInstantLocal(asOf, timezone);
}

async function showNamedDay(main: HTMLElement, date: string): Promise<void> {
  const file = (main.dataset['file'] ?? '').replace('{date}', date);
  const pulse = await loadSnapshot<PulseSnapshot>(file).catch(() => null);
  if (pulse) {
    showDay(main, pulse);
    return;
  }
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  said.textContent = `There is no pulse of ${formatDate(date)}; this is the latest.`;
  main.prepend(said);
}

const asked = new URLSearchParams(location.search);
const theme = asked.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;

const main = document.querySelector('main') as HTMLElement;
const date = asked.get('date');
if (date && DATE.test(date)) void showNamedDay(main, date);

if (window.top === window) {
  const form = main.querySelector('form') as HTMLFormElement;
  const field = form.querySelector('textarea') as HTMLTextAreaElement;
  // An address of letters, digits and dashes: nothing in it has to be escaped.
  const search = location.search.replaceAll('&', '&amp;');
  field.value = field.value.replace(/(src="[^"?]+)/, `$1${search}`);
  form.hidden = false;
}
