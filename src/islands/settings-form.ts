/** The settings page: each choice is kept at once, in this browser only. */

import { type IndexedGrid, nearest } from './grid-index.ts';
import { loadGridIndex } from './load-grid-index.ts';
import {
  asFragment,
  CHANGED_EVENT,
  DEFAULTS,
  fromFragment,
  parseSettings,
  readSettings,
  type SavedView,
  type Settings,
  writeSettings,
} from './settings.ts';
import { whereAmI } from './where-am-i.ts';

class GridSettingsElement extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', (event) => this.changed(event));
    this.one('.settings-here').addEventListener('click', () => void this.chooseNearest());
    this.one('.settings-copy').addEventListener('click', () => void this.copyLink());
    this.one('.settings-forget').addEventListener('click', () =>
      this.keep({ ...DEFAULTS, views: [] }, 'Forgotten.'),
    );
    this.one('.settings-take').addEventListener('click', () => this.takeOver());
    this.one('.settings-leave').addEventListener('click', () => this.offer(null));
    addEventListener('hashchange', () => this.offer(fromFragment(location.hash)));
    this.offer(fromFragment(location.hash));
    this.showAll();
    void this.fillGrids();
  }

  private one<E extends HTMLElement>(selector: string): E {
    return this.querySelector(selector) as E;
  }

  private say(words: string): void {
    this.one('.settings-said').textContent = words;
  }

  private get select(): HTMLSelectElement {
    return this.one<HTMLSelectElement>('select');
  }

  private async fillGrids(): Promise<void> {
    try {
      const index = await this.index();
      const grids = index.filter(({ note }) => note === null).sort((a, b) => a.name.localeCompare(b.name));
      this.select.append(...grids.map(({ code, name }) => new Option(`${name} (${code})`, code)));
      this.select.value = readSettings().grid ?? '';
    } catch {
      this.say('The list of grids could not be loaded. The other settings work all the same.');
    }
  }

  private index(): Promise<IndexedGrid[]> {
    return loadGridIndex(this.dataset['index'] as string);
  }

  /** A name of a field is the name of a setting. */
  private changed({ target }: Event): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement) || !target.name) return;
    this.keep(
      parseSettings({ ...readSettings(), [target.name]: target.value || null }),
      'Kept in this browser.',
    );
  }

  private keep(settings: Settings, words: string): void {
    const isKept = writeSettings(settings);
    dispatchEvent(new Event(CHANGED_EVENT));
    this.showAll();
    this.say(
      isKept
        ? words
        : 'This browser keeps nothing for this site; the choice holds for nothing but this page.',
    );
  }

  private showAll(): void {
    const settings = readSettings();
    for (const radio of this.querySelectorAll<HTMLInputElement>('input[type="radio"]')) {
      radio.checked = settings[radio.name as 'zone' | 'power' | 'intensity' | 'theme'] === radio.value;
    }
    this.select.value = settings.grid ?? '';
    this.one<HTMLInputElement>('.settings-link').value = linkTo(settings);
    this.showViews(settings.views);
  }

  private showViews(views: readonly SavedView[]): void {
    this.one('.settings-no-views').hidden = views.length > 0;
    this.one('.settings-views').replaceChildren(...views.map((view) => this.viewItem(view)));
  }

  private viewItem({ name, path }: SavedView): HTMLElement {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = path;
    link.textContent = name;
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.textContent = 'Remove';
    remove.setAttribute('aria-label', `Remove ${name}`);
    remove.addEventListener('click', () => {
      const settings = readSettings();
      this.keep(
        { ...settings, views: settings.views.filter((view) => view.path !== path) },
        `Removed: ${name}.`,
      );
    });
    item.append(link, remove);
    return item;
  }

  private async chooseNearest(): Promise<void> {
    this.say('Asking your device where it is. The answer stays here.');
    try {
      const [index, position] = await Promise.all([this.index(), whereAmI()]);
      const [near] = nearest(index, position, 1);
      if (!near) throw new Error('no grid has a city');
      this.keep(
        { ...readSettings(), grid: near.grid.code },
        `${near.grid.name}, whose city ${near.city.name} is the nearest. Choose another if that is not yours.`,
      );
    } catch {
      this.say('Your device did not say where it is. Choose your grid from the list.');
    }
  }

  private async copyLink(): Promise<void> {
    const field = this.one<HTMLInputElement>('.settings-link');
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      this.say('Copied. Whoever opens the link is asked whether to take the settings over.');
    } catch {
      this.say('The link is selected; copy it by hand.');
    }
  }

  /** Settings that came with the address are never taken over unasked. */
  private offer(settings: Settings | null): void {
    this.one('.settings-offer').hidden = settings === null;
    if (settings === null && location.hash) history.replaceState(null, '', location.pathname);
  }

  private takeOver(): void {
    const linked = fromFragment(location.hash);
    this.offer(null);
    if (linked) this.keep(linked, 'Taken over and kept in this browser.');
  }
}

const linkTo = (settings: Settings): string =>
  `${location.origin}${location.pathname}${asFragment(settings)}`;

customElements.define('grid-settings', GridSettingsElement);
