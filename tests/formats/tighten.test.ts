import { expect, it } from 'vitest';
import { tighten } from '../../src/formats/tighten.ts';

it('takes the spaces before blocks and leaves those between words', () => {
  const page = '<body> <p>One <b>two</b> <a href="/">three</a> </p>\n <ul> <li>four</li> </ul> </body>';
  expect(tighten(page)).toBe(
    '<body><p>One <b>two</b> <a href="/">three</a></p><ul><li>four</li></ul></body>',
  );
});

it('takes a tag for a block by its whole name', () => {
  expect(tighten('<i>a</i> <picture></picture> <progress></progress> <time>b</time>')).toBe(
    '<i>a</i> <picture></picture> <progress></progress> <time>b</time>',
  );
});
