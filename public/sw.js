/*
 * Keeps the pages that were last read, for when there is no network. A page from here is as it was when it was
 * read: its own script says how old its data is by now.
 */
const PAGES = 'gridpulse-pages-1';
const ASSETS = 'gridpulse-assets-1';
const MOST_PAGES = 60;
const MOST_ASSETS = 40;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function keep(name, most, request, response) {
  const cache = await caches.open(name);
  await cache.delete(request);
  await cache.put(request, response);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - most)).map((old) => cache.delete(old)));
}

const notKept = () =>
  new Response(
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not kept · GridPulse</title><h1>No network, and this page was not kept</h1><p>GridPulse keeps the pages that you read last. Go back, or try again once you are connected.</p></html>',
    { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } },
  );

/** What is new comes first; what was kept only where nothing comes. */
async function page(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keep(PAGES, MOST_PAGES, event.request, response.clone()));
    return response;
  } catch {
    return (await caches.match(event.request, { ignoreSearch: true })) ?? notKept();
  }
}

/** Their names hold a hash of what is in them: one that was kept is never old. */
async function asset(event) {
  const kept = await caches.match(event.request);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keep(ASSETS, MOST_ASSETS, event.request, response.clone()));
  return response;
}

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin) return;
  if (mode === 'navigate') event.respondWith(page(event));
  else if (pathname.includes('/_astro/')) event.respondWith(asset(event));
});
