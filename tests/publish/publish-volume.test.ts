import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Archive, ArchiveProvenanceError } from '../../src/publish/archive.ts';
import { folderArchive } from '../../src/publish/archive-folder.ts';
import { parseChecksums, sha256 } from '../../src/publish/checksums.ts';
import { type MonthContent, publishVolume } from '../../src/publish/publish-volume.ts';
import { packLines, unpackLines } from '../../src/publish/testimony-lines.ts';
import { csvName, testimonyName } from '../../src/publish/volume-content.ts';

const MONTH = '2026-06';
const CSV = csvName(MONTH);
const RUNS = testimonyName('runs', MONTH);

interface Given {
  csv?: string;
  runs?: string[];
  rowCount?: number;
  upToRun?: number;
  provenance?: 'eia' | 'synthetic';
}

function content({ csv, runs, rowCount = 10, upToRun = 1, provenance = 'eia' }: Given): MonthContent {
  const files = new Map<string, Uint8Array>();
  if (csv !== undefined) files.set(CSV, new TextEncoder().encode(csv));
  if (runs) files.set(RUNS, packLines(runs));
  return {
    month: MONTH,
    files,
    state: { provenance, rowCount, rowsHash: sha256(Buffer.from(csv ?? '')), upToRun },
  };
}

describe('publishing a month', () => {
  let folder: string;
  let archive: Archive;
  const at = (name: string) => join(folder, 'data-2026-06', name);
  const publish = (given: Given) => publishVolume(archive, content(given));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gridpulse-publish-'));
    archive = folderArchive(folder);
    await publish({ csv: 'rows', runs: ['1', '2'] });
  });

  it('describes every file with its size and its checksum', () => {
    const described = JSON.parse(readFileSync(at('datapackage.json'), 'utf8'));
    expect(described.name).toBe('gridpulse-data-2026-06');
    expect(described.licenses[0].name).toBe('CC-BY-4.0');
    for (const { path, bytes, hash } of described.resources) {
      const file = readFileSync(at(path));
      expect([bytes, hash]).toEqual([file.length, `sha256:${sha256(file)}`]);
    }
    const sums = parseChecksums(readFileSync(at('SHA256SUMS'), 'utf8'));
    expect([...(sums?.keys() ?? [])]).toEqual(['datapackage.json', CSV, RUNS]);
  });

  it('changes nothing where only the run is another', async () => {
    expect((await publish({ csv: 'rows', runs: ['1', '2'], upToRun: 7 })).changed).toEqual([]);
  });

  it('replaces observations by at least as many rows, and keeps them against fewer', async () => {
    expect((await publish({ csv: 'other rows', rowCount: 10 })).changed).toEqual([CSV, 'datapackage.json']);
    const kept = await publish({ csv: 'half', rowCount: 5, runs: ['1', '2', '3'] });
    expect(kept).toMatchObject({ keptRows: true, changed: [RUNS, 'datapackage.json'] });
    expect(readFileSync(at(CSV), 'utf8')).toBe('other rows');
  });

  it('only adds to testimony, also where a store has lost it', async () => {
    await publish({ runs: ['1', '2', '3'] });
    const { unknownLines } = await publish({ runs: ['4'] });
    expect(unknownLines).toBe(3);
    expect(unpackLines(readFileSync(at(RUNS)))).toEqual(['1', '2', '3', '4']);
  });

  it('says what was missing or damaged, and writes it anew', async () => {
    writeFileSync(at(RUNS), 'nonsense');
    expect((await publish({ runs: ['1', '2'] })).damaged).toEqual([RUNS]);
    rmSync(at(RUNS));
    expect((await publish({ runs: ['1', '2'] })).damaged).toEqual([RUNS]);
    expect(unpackLines(readFileSync(at(RUNS)))).toEqual(['1', '2']);
  });

  it('never mixes measured and invented numbers', async () => {
    await expect(publish({ csv: 'invented', provenance: 'synthetic' })).rejects.toThrow(
      ArchiveProvenanceError,
    );
    expect(readFileSync(at(CSV), 'utf8')).toBe('rows');
  });
});
