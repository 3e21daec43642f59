import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { accountHandles } from '../accounts/list';
import { entryScope } from '../audit-entries/scope';
import type { Actor } from '../call/actor';
import { defineQuery } from '../call/operation';
import { can, type Permission } from '../call/permissions';
import { plainText } from '../call/request';
import { companyNames } from '../companies/list';
import { begunNames, isShort, laterWords, matchesName } from '../lists/matching-names';
import { everyRow, isEveryRow, type Names, type ScopedNames } from '../lists/names';
import { SEARCH_MAX } from '../lists/paging';
import { hasEmail, idIn } from '../lists/search-term';
import { omsNames } from '../omses/list';
import { operatorNames } from '../operators/list-people';
import { userNames } from '../users/list';
import { HIT_KINDS, type SearchHit, type SearchKind } from './types';

/** The most hits of each kind. There is no total, since it would reveal hits outside the actor's scope. */
const SHOWN = 6;
/** The most matches to rank. With more matches only the first that the database finds are ranked. */
const LOOKED_AT = 200;
interface Source {
  kind: SearchKind;
  permission: Permission;
  /** The names to search. */
  names: Names;
  /** The FROM clause, in which `t` is the row that is found, by its `id`. */
  from: Prisma.Sql;
  /** The name to show, and another name of the same thing. */
  shown: Prisma.Sql;
  alias: Prisma.Sql;
  scope: (actor: Actor) => Prisma.Sql;
}

/** A source that searches and shows the same names. */
const sourceOf = (kind: SearchKind, { permission, scope, ...names }: ScopedNames): Source => {
  const from = Prisma.sql`${names.table} t`;
  return {
    kind,
    permission,
    names,
    from,
    shown: Prisma.sql`t.${names.column}`,
    alias: Prisma.sql`NULL::text`,
    scope,
  };
};

const SOURCES: Source[] = [
  sourceOf('person', userNames),
  {
    kind: 'person',
    permission: 'operators:read',
    names: operatorNames,
    from: Prisma.sql`operators t JOIN users u ON u.id = t.id`,
    shown: Prisma.sql`u.user_name`,
    alias: Prisma.sql`t.name`,
    scope: everyRow,
  },
  sourceOf('oms', omsNames),
  sourceOf('account', accountHandles),
  sourceOf('company', companyNames),
];

/** The conditions by which indexes find the names that match. What an actor sees in part is read instead. */
function matches({ names }: Source, term: string, isWhole: boolean): Prisma.Sql[] {
  const name = Prisma.sql`t.${names.column}`;
  if (!isWhole) return [matchesName(name, term)];
  const [begun, later] = [begunNames, laterWords].map(
    (words) => Prisma.sql`(${words(names, term)} LIMIT ${LOOKED_AT})`,
  );
  const inWords = [begun, later].map((ids) => Prisma.sql`t.id = ANY (ARRAY${ids})`);
  if (isShort(term)) return inWords;
  const areFew = Prisma.sql`(SELECT count(*) FROM (${begun} UNION ALL ${later}) words) < ${LOOKED_AT}`;
  return [...inWords, Prisma.sql`${matchesName(name, term)} AND ${areFew}`];
}

/**
 * The best hits of one source: an exact id or name first, then names that begin with the term, then by name.
 */
function hitsOf(source: Source, term: string, actor: Actor): Prisma.Sql {
  const { kind, from, shown, alias, names } = source;
  const searched = Prisma.sql`t.${names.column}`;
  const scope = source.scope(actor);
  const columns = Prisma.sql`t.id, ${shown} AS name, ${alias} AS alias, ${searched} AS searched`;
  const found = (condition: Prisma.Sql) =>
    Prisma.sql`(SELECT ${columns} FROM ${from} WHERE ${condition} AND ${scope} LIMIT ${LOOKED_AT})`;
  const number = idIn(term, names.nouns);
  const byEmail = names.nouns.includes('user') ? hasEmail(Prisma.sql`t.id`, term, actor) : undefined;
  const ways = [
    found(Prisma.sql`lower(${searched}) = lower(${term})`),
    ...matches(source, term, isEveryRow(scope)).map(found),
    ...(number === undefined ? [] : [found(Prisma.sql`t.id = ${number}`)]),
    ...(byEmail ? [found(byEmail)] : []),
  ];
  const rank = Prisma.sql`CASE WHEN id = ${number ?? 0} THEN 0 WHEN lower(searched) = lower(${term}) THEN 1
    WHEN starts_with(lower(searched), lower(${term})) THEN 2 ELSE 3 END`;
  return Prisma.sql`
    (SELECT ${kind} AS kind, id, name, alias, ${rank} AS rank
     FROM (${Prisma.join(ways, ' UNION ')}) ways ORDER BY rank, lower(name), id LIMIT ${SHOWN})`;
}

/** The audit entry with the number that the term is, if it is one. */
function entryOf(term: string, actor: Actor): Prisma.Sql[] {
  const number = idIn(term, ['entry']);
  if (number === undefined || !can(actor, 'audit:read')) return [];
  return [
    Prisma.sql`(SELECT 'entry' AS kind, t.seq::int AS id, t.target AS name, NULL::text AS alias, 0 AS rank
      FROM audit_entries t WHERE t.seq = ${number} AND ${entryScope(actor, Prisma.sql`t`)})`,
  ];
}

/**
 * Finds people, OMSs, accounts, companies and audit entries within the actor's scope: a few of each kind, the best
 * first.
 */
export const searchEverywhere = defineQuery({
  call: 'SearchEverywhere',
  permission: 'people:read',
  request: z.object({
    term: plainText(0, SEARCH_MAX)
      .transform((term) => term.trim())
      .refine((term) => term !== '', 'must not be empty'),
  }),
  async run(actor, { term }): Promise<SearchHit[]> {
    const sources = SOURCES.filter(({ permission }) => can(actor, permission));
    const hits = await database().$queryRaw<SearchHit[]>`
      SELECT kind, id, name, alias FROM (
        SELECT *, row_number() OVER (PARTITION BY kind ORDER BY rank, lower(name), id) AS place FROM (
        SELECT DISTINCT ON (kind, id) * FROM (
          ${Prisma.join(
            [...sources.map((source) => hitsOf(source, term, actor)), ...entryOf(term, actor)],
            ' UNION ALL ',
          )}
        ) hits ORDER BY kind, id, rank
      ) found) best WHERE place <= ${SHOWN} ORDER BY array_position(${[...HIT_KINDS]}::text[], kind), place`;
    return hits;
  },
});
