/** The workflows as the language service that GitHub gives to editors reads them: keys, values, expressions, contexts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from '@actions/languageservice';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { projectRoot } from '../run-script.ts';
import { WORKFLOW_FILES } from './workflow.ts';

async function faultsOf(name: string, text: string): Promise<string[]> {
  const file = TextDocument.create(`file:///.github/workflows/${name}`, 'yaml', 1, text);
  return (await validate(file)).map(({ range, message }) => `${name}:${range.start.line + 1} ${message}`);
}

const expression = (text: string) => `$\{{ ${text} }}`;
const JOB = (lines: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${lines}`;

describe('the workflows', () => {
  it.each(WORKFLOW_FILES)('%s has no fault', async (name) => {
    const text = readFileSync(join(projectRoot, '.github/workflows', name), 'utf8');
    expect(await faultsOf(name, text)).toEqual([]);
  });

  it.each([
    ['a permission that there is not', JOB('    permissions:\n      pagez: write\n    steps: [{run: x}]\n')],
    ['an output of no step', JOB(`    steps:\n      - run: echo ${expression('steps.none.outputs.y')}\n`)],
    ['an unfinished expression', JOB(`    steps:\n      - run: echo ${expression('fromJSON(')}\n`)],
    ['a job that needs no job', JOB('    needs: b\n    steps: [{run: x}]\n')],
    [
      'a schedule that is none',
      `on:\n  schedule:\n    - cron: 'often'\n${JOB('    steps: [{run: x}]\n').slice(9)}`,
    ],
  ])('would be told with %s', async (_, text) => {
    expect(await faultsOf('bad.yml', text)).not.toEqual([]);
  });
});
