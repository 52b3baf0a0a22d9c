export type Unit = 'ms' | 's' | 'rows/s' | 'bytes/row' | 'pages' | 'pages/s' | '%' | 'times';

/** A line of the table. */
export interface Figure {
  what: string;
  engine: string;
  value: number;
  unit: Unit;
  /** Of a speed at least this, of everything else at most. */
  goal?: number;
  /** What no way of doing it could beat, measured in the same run and in the same unit. */
  limit?: { name: string; value: number };
}

export type Report = (figure: Figure) => void;

const DECIMALS: Record<Unit, number> = {
  ms: 1,
  s: 2,
  'rows/s': 0,
  'bytes/row': 1,
  pages: 0,
  'pages/s': 0,
  '%': 1,
  times: 2,
};

function quantity(value: number, unit: Unit): string {
  const fractionDigits = value >= 100 ? 0 : DECIMALS[unit];
  return `${value.toLocaleString('en-US', { maximumFractionDigits: fractionDigits })} ${unit}`;
}

function goalText({ goal, value, unit }: Figure): string {
  if (goal === undefined) return '-';
  const more = unit.endsWith('/s');
  const met = more ? value >= goal : value <= goal;
  return `${more ? '>' : '<'} ${quantity(goal, unit)}${met ? '' : ' MISSED'}`;
}

const HEADER = ['what', 'engine', 'figure', 'goal', 'limit it approaches'];

/** A Markdown table that also reads as plain text. */
export function formatTable(figures: readonly Figure[]): string {
  const lines = figures.map((figure) => [
    figure.what,
    figure.engine,
    quantity(figure.value, figure.unit),
    goalText(figure),
    figure.limit ? `${quantity(figure.limit.value, figure.unit)}: ${figure.limit.name}` : '-',
  ]);
  const widths = HEADER.map((title, i) =>
    Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)),
  );
  const lineOf = (cells: string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [lineOf(HEADER), rule, ...lines.map(lineOf)].join('\n');
}
