/** Plain, with thousands separators in their places, or in scientific notation. */
const NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+|(?=\.\d))(?:\.\d*)?(?:e[+-]?\d+)?$/i;

/**
 * A value in MWh as EIA writes it; null where the row has none, undefined where it is no finite
 * number. How plausible a number is, is not judged here.
 */
export function parseValueMwh(value: unknown): number | null | undefined {
  if (typeof value === 'string') {
    const text = value.trim();
    if (text === '') return null;
    if (!NUMBER.test(text)) return undefined;
    return finite(Number(text.includes(',') ? text.replaceAll(',', '') : text));
  }
  if (typeof value === 'number') return finite(value);
  return value === null ? null : undefined;
}

function finite(number: number): number | undefined {
  // -0 would be another byte than 0 in every file written later.
  return Number.isFinite(number) ? number + 0 : undefined;
}
