/**
 * The most bytes that a page of a kind may have, uncompressed. An archive of ten years has hundreds of
 * thousands of day pages, and GitHub Pages holds a gigabyte: docs/scale.md reckons with these.
 */
const KB = 1000;
const PAGE_BUDGETS: readonly [kind: RegExp, bytes: number][] = [
  [/^ba\/[^/]+\/pulse\/\d/, 18 * KB],
  [/^ba\/[^/]+\/ducks\/\d/, 16_384],
  [/^ba\/[^/]+\/pulse\/month\//, 80 * KB],
  [/^ba\/[^/]+\/index\.html$/, 60 * KB],
  [/^ba\/[^/]+\/carbon\/index\.html$/, 50 * KB],
  [/^embed\//, 12 * KB],
];

export function overBudget(path: string, bytes: number): string | null {
  const budget = PAGE_BUDGETS.find(([kind]) => kind.test(path))?.[1];
  if (budget === undefined || bytes <= budget) return null;
  return `has ${bytes} bytes, over its budget of ${budget}`;
}
