import type { IndexedGrid } from './grid-index.ts';

const loaded = new Map<string, Promise<IndexedGrid[]>>();

/** Asked for once a page; what failed is asked for again. */
export function loadGridIndex(address: string): Promise<IndexedGrid[]> {
  const known = loaded.get(address);
  if (known) return known;
  const asked = fetchIndex(address);
  loaded.set(address, asked);
  asked.catch(() => loaded.delete(address));
  return asked;
}

async function fetchIndex(address: string): Promise<IndexedGrid[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The list of grids answered ${response.status}.`);
  return (await response.json()) as IndexedGrid[];
}
