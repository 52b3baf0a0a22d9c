/**
 * Fetches the site's typefaces once a page is painted, for the pages after it: none waits for them, and none changes
 * its typeface while it is read.
 */

/** public/theme.js reads the same entry. */
const STORAGE_KEY = 'gridpulse:typefaces';

/** Those that every page needs; signs that few pages show come with the first that does. */
const NEEDED = ['1em Inter', '1em Newsreader'];

const savesData = (): boolean =>
  (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true;

async function fetchForNextPage(): Promise<void> {
  const faces = await Promise.all(NEEDED.map((face) => document.fonts.load(face)));
  if (faces.every(({ length }) => length > 0)) localStorage.setItem(STORAGE_KEY, 'fetched');
}

function onceIdle(): void {
  // A browser that keeps nothing, or cannot fetch, shows the system's typefaces.
  const fetchNow = () => void fetchForNextPage().catch(() => undefined);
  if ('requestIdleCallback' in window) requestIdleCallback(fetchNow);
  else setTimeout(fetchNow, 500);
}

const wereFetched = 'typefaces' in document.documentElement.dataset;
if (!wereFetched && !savesData()) {
  const onceLoaded = () => requestAnimationFrame(onceIdle);
  if (document.readyState === 'complete') onceLoaded();
  else addEventListener('load', onceLoaded);
}
