import type { SeriesKind } from '../grid/observation.ts';
import type { Queryable } from './database.ts';

export interface SeriesName {
  respondent: string;
  kind: SeriesKind;
}

export interface StoredSeries extends SeriesName {
  id: number;
}

/** The ids of the series, kept in memory: there are some thousands, and they never change. */
export interface SeriesCatalog {
  /** Learns, and creates where new, every series named. */
  ensure(database: Queryable, wanted: readonly SeriesName[]): Promise<void>;
  /** The id of a series that was ensured or read. */
  idOf(respondent: string, kind: SeriesKind): number | undefined;
  /** Whose series it is; of an id that was ensured or read. */
  respondentOf(id: number): string;
  /** All that the database knows, of some respondents or of all. */
  read(database: Queryable, respondents?: readonly string[]): Promise<StoredSeries[]>;
}

const INSERT_SERIES = `
  INSERT INTO series (respondent, kind)
  SELECT * FROM unnest($1::text[], $2::text[])
  ON CONFLICT (respondent, kind) DO NOTHING`;

/** @param exclusive whether nobody else can add series: then what was read once is all, and is asked for no more */
export function seriesCatalog(exclusive: boolean): SeriesCatalog {
  const idsByRespondent = new Map<string, Map<SeriesKind, number>>();
  const respondentsById: string[] = [];
  let all: StoredSeries[] | null = null;

  const learn = ({ id, respondent, kind }: StoredSeries) => {
    respondentsById[id] = respondent;
    let ids = idsByRespondent.get(respondent);
    if (!ids) idsByRespondent.set(respondent, (ids = new Map()));
    ids.set(kind, id);
  };
  const idOf = (respondent: string, kind: SeriesKind) => idsByRespondent.get(respondent)?.get(kind);

  async function ask(database: Queryable, respondents?: readonly string[]): Promise<StoredSeries[]> {
    const rows = await database.query<StoredSeries>(
      'SELECT id, respondent, kind FROM series WHERE $1::text[] IS NULL OR respondent = any($1) ORDER BY id',
      [respondents ?? null],
    );
    rows.forEach(learn);
    return rows;
  }

  async function read(database: Queryable, respondents?: readonly string[]): Promise<StoredSeries[]> {
    if (!exclusive) return ask(database, respondents);
    all ??= await ask(database);
    return respondents ? all.filter(({ respondent }) => respondents.includes(respondent)) : all;
  }

  /** Each unknown series once. */
  function unknownOf(wanted: readonly SeriesName[]): SeriesName[] {
    const unknown = wanted.filter(({ respondent, kind }) => idOf(respondent, kind) === undefined);
    return [...new Map(unknown.map((name) => [`${name.respondent} ${name.kind}`, name])).values()];
  }

  async function ensure(database: Queryable, wanted: readonly SeriesName[]): Promise<void> {
    if (unknownOf(wanted).length === 0) return;
    await read(database);
    const added = unknownOf(wanted);
    if (added.length === 0) return;
    await database.query(INSERT_SERIES, [added.map((s) => s.respondent), added.map((s) => s.kind)]);
    all = null;
    await read(database);
  }

  const respondentOf = (id: number) => respondentsById[id] as string;

  return { ensure, idOf, respondentOf, read };
}
