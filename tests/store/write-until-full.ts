/** Run by panic.test.ts under a limit on file sizes: writes until the database cannot, and tells what came of it. */
import { openPgliteDatabase } from '../../src/store/pglite-database.ts';

const [folder = '', way = ''] = process.argv.slice(2);
const database = await openPgliteDatabase(folder);
/** Into the log alone: a table would meet the limit first, which is an error like others. */
const INTO_LOG = "SELECT pg_logical_emit_message(true, 'test', repeat('x', 500000))";
const write = () =>
  way === 'transaction'
    ? database.transaction(async (transaction) => {
        for (let i = 0; i < 20; i++) await transaction.query(INTO_LOG);
      })
    : database.query(INTO_LOG);

async function failureOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'none';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

let first = 'none';
for (let i = 0; i < 100 && first === 'none'; i++) first = await failureOf(write);
const next = await failureOf(() => database.query('SELECT 1'));
await database.close();
process.stdout.write(JSON.stringify({ first, next }), () => process.exit());
