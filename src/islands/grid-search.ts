/** A field that finds a grid by name, code, state or city; its words are in the address as `?q=`. */

import { type Found, type IndexedGrid, nearest, search } from './grid-index.ts';
import { loadGridIndex } from './load-grid-index.ts';
import { readSettings } from './settings.ts';
import { whereAmI } from './where-am-i.ts';

const MOST_SHOWN = 8;
const NEAREST_SHOWN = 3;

class GridSearchElement extends HTMLElement {
  connectedCallback(): void {
    const input = this.one<HTMLInputElement>('input');
    const asked = new URLSearchParams(location.search).get('q');
    if (asked) {
      input.value = asked;
      void this.show(asked);
    } else void this.showOwn();
    input.addEventListener('focus', () => void this.index().catch(() => undefined), { once: true });
    input.addEventListener('input', () => {
      rememberInAddress(input.value);
      void this.show(input.value);
    });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.querySelector<HTMLAnchorElement>('.search-found a')?.click();
    });
    this.one('.search-here').addEventListener('click', () => void this.showNearest());
  }

  private one<E extends HTMLElement>(selector: string): E {
    return this.querySelector(selector) as E;
  }

  private index(): Promise<IndexedGrid[]> {
    return loadGridIndex(this.dataset['index'] as string);
  }

  private say(words: string, items: readonly HTMLElement[] = []): void {
    this.one('.search-said').textContent = words;
    this.one('.search-found').replaceChildren(...items);
  }

  private async show(words: string): Promise<void> {
    if (!words.trim()) {
      this.say('');
      return this.showOwn();
    }
    try {
      const index = await this.index();
      // Somebody typed on while the index was on its way.
      if (this.one<HTMLInputElement>('input').value !== words) return;
      const found = search(index, words);
      this.say(countWords(found.length), found.slice(0, MOST_SHOWN).map(foundItem));
    } catch {
      this.say('The list of grids could not be loaded. Try again, or use the list further down.');
    }
  }

  /** The grid that the settings name. */
  private async showOwn(): Promise<void> {
    const { grid: code } = readSettings();
    if (!code) return;
    try {
      const own = (await this.index()).find((grid) => grid.code === code);
      if (own && !this.one<HTMLInputElement>('input').value) this.say('Your grid:', [item(own, null)]);
    } catch {
      // Nobody asked for it: the field below still works.
    }
  }

  private async showNearest(): Promise<void> {
    this.say('Asking your device where it is. The answer stays here.');
    try {
      const [index, position] = await Promise.all([this.index(), whereAmI()]);
      const near = nearest(index, position, NEAREST_SHOWN);
      this.say(
        'The grids of the nearest larger cities, found on your device:',
        near.map(({ grid, city, km }) => item(grid, `${city.name}, about ${Math.round(km)} km`)),
      );
    } catch {
      this.say('Your device did not say where it is. Type a city instead.');
    }
  }
}

function countWords(count: number): string {
  if (count === 0) return 'No grid found. Try a larger city nearby, a state, or a code such as CISO.';
  const grids = count === 1 ? '1 grid' : `${count} grids`;
  return count > MOST_SHOWN ? `${grids}; the first ${MOST_SHOWN}:` : `${grids}:`;
}

const foundItem = ({ grid, place }: Found): HTMLElement => item(grid, place);

function item(grid: IndexedGrid, place: string | null): HTMLElement {
  const element = document.createElement('li');
  const link = document.createElement('a');
  link.href = grid.href;
  link.textContent = grid.name;
  const code = document.createElement('span');
  code.className = 'code';
  code.textContent = [grid.code, place, grid.note].filter((word) => word !== null).join(' · ');
  element.append(link, ' ', code);
  return element;
}

function rememberInAddress(words: string): void {
  const address = new URL(location.href);
  if (words.trim()) address.searchParams.set('q', words);
  else address.searchParams.delete('q');
  history.replaceState(null, '', address);
}

customElements.define('grid-search', GridSearchElement);
