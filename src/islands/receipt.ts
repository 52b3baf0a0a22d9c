/** The receipt in full, when a reader opens it: an archive of pages leaves inputs and hashes to the day's file. */
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import type { Statement } from '../snapshots/receipt.ts';
import { loadSnapshot } from './load-snapshot.ts';

const HEADER = ['Sentence', 'Rule', 'Inputs', 'Rows and their hash'];

function rowOf({ rule, inputs, rows }: Statement, i: number): string[] {
  const measured = Object.entries(inputs).map(([name, value]) => `${name} ${value ?? 'unknown'}`);
  const days = rows.days.map((span) => span.replace('/', ' to '));
  return [
    i === 0 ? 'Headline' : `Point ${i}`,
    rule,
    measured.join('; '),
    `${rows.series.join(', ')}; ${days.join(', ')}; ${rows.hash}`,
  ];
}

function addRow(section: HTMLTableSectionElement, cells: readonly string[], scope: 'col' | 'row'): void {
  const row = section.insertRow();
  cells.forEach((text, i) => {
    const isHeader = scope === 'col' || i === 0;
    const cell = document.createElement(isHeader ? 'th' : 'td');
    if (isHeader) (cell as HTMLTableCellElement).scope = scope;
    else cell.className = 'text';
    cell.textContent = text;
    row.append(cell);
  });
}

function tableOf(receipt: readonly Statement[]): HTMLElement {
  const box = document.createElement('section');
  box.className = 'scroll';
  box.tabIndex = 0;
  box.ariaLabel = 'Table: rules, their inputs and rows';
  const table = document.createElement('table');
  table.className = 'textual';
  addRow(table.createTHead(), HEADER, 'col');
  const body = table.createTBody();
  receipt.forEach((statement, i) => {
    addRow(body, rowOf(statement, i), 'row');
  });
  box.append(table);
  return box;
}

/** A file that does not come leaves what the page itself says, with the link to that file. */
async function showReceipt(details: HTMLDetailsElement): Promise<void> {
  const file = details.querySelector<HTMLAnchorElement>('a[href$=".json"]');
  const pulse = file && (await loadSnapshot<PulseSnapshot>(file.href).catch(() => null));
  if (pulse) details.append(tableOf(pulse.receipt));
}

for (const details of document.querySelectorAll<HTMLDetailsElement>('details.receipt'))
  details.addEventListener('toggle', () => void showReceipt(details), { once: true });
