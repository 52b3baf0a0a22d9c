import type { Emulator } from '../../src/emulator/emulator.ts';
import type { RouteId } from '../../src/emulator/route.ts';

export interface Row {
  period: string;
  value: string | null;
  [column: string]: string | null;
}

export interface Body {
  warnings?: { warning: string }[];
  response: { total: string; data: Row[]; description: string; frequency: string; dateFormat: string };
  request: { command: string; params: Record<string, unknown> };
}

export const pathOf = (route: RouteId) => `/v2/electricity/rto/${route}/data/`;

/** A request with a key in its header and its parameters in X-Params. */
export function fetchData(emulator: Emulator, route: RouteId, params: object, signal?: AbortSignal) {
  return fetch(emulator.origin + pathOf(route), {
    headers: {
      'X-Api-Key': 'a-key',
      'X-Params': JSON.stringify({ frequency: 'hourly', data: ['value'], ...params }),
    },
    signal: signal ?? null,
  });
}

export async function ask(emulator: Emulator, route: RouteId, params: object): Promise<Body> {
  const response = await fetchData(emulator, route, params);
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

/** Every row of a window, page by page. */
export async function askAll(emulator: Emulator, route: RouteId, params: object): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const { response } = await ask(emulator, route, { ...params, offset: rows.length });
    rows.push(...response.data);
    if (response.data.length === 0 || rows.length >= Number(response.total)) return rows;
  }
}
