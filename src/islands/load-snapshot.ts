/**
 * A file of this site's own API. The files carry their version: of another one the page knows nothing.
 *
 * @throws Error in words for the reader
 */
export async function loadSnapshot<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const body: unknown = await response.json();
  if ((body as { schemaVersion?: unknown }).schemaVersion !== 1)
    throw new Error(`${url} is of another version`);
  return body as T;
}
