/**
 * A static page cannot know its own age. This adds "3 h ago" to each stamp and turns each badge,
 * from what the page says about its data; without it both are simply absent.
 */
import { ageInWords, freshnessAt } from './freshness-at.ts';

function markAges(nowMs: number): void {
  for (const stamp of document.querySelectorAll<HTMLTimeElement>('time[data-as-of]')) {
    const ms = Date.parse(stamp.dateTime);
    if (Number.isNaN(ms)) continue;
    ageOf(stamp).textContent = `(${ageInWords(nowMs - ms)})`;
  }
}

/** Behind the stamp, and behind its badge where it has one. */
function ageOf(stamp: HTMLTimeElement): HTMLElement {
  let last: Element = stamp;
  while (last.nextElementSibling?.matches('.badge, .age')) last = last.nextElementSibling;
  if (last.matches('.age')) return last as HTMLElement;
  const age = document.createElement('span');
  age.className = 'age';
  last.after(' ', age);
  return age;
}

function turnBadges(nowMs: number): void {
  for (const badge of document.querySelectorAll<HTMLElement>('[data-next-expected]')) {
    const nextExpectedMs = Date.parse(badge.dataset['nextExpected'] ?? '');
    const staleAfterMs = Date.parse(badge.dataset['staleAfter'] ?? '');
    const state = freshnessAt(nowMs, nextExpectedMs, staleAfterMs);
    badge.hidden = state === null;
    if (state === null) continue;
    badge.dataset['state'] = state;
    badge.textContent = state;
  }
}

function turn(): void {
  const nowMs = Date.now();
  markAges(nowMs);
  turnBadges(nowMs);
}

turn();
setInterval(turn, 60_000);
