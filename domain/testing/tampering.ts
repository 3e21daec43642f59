import fc from 'fast-check';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { SIGNED_FIELDS } from '../call/audit/hash-chain';
import type { Tx } from '../call/transaction';

/** Something that somebody with the database in his hands does to the log, and the first entry that shows it. */
export interface Tampering {
  words: string;
  sql: string[];
  firstBad: number;
}

type Field = keyof typeof SIGNED_FIELDS;

const NUMBERS: readonly Field[] = ['actorId', 'subjectUserId', 'omsId', 'accountId', 'companyId'];

/** Columns whose type holds some values only. */
const SPECIAL: Partial<Record<Field, string>> = {
  at: `at + interval '1 millisecond'`,
  door: `CASE door WHEN 'console' THEN 'gateway' ELSE 'console' END::door`,
  outcome: `CASE outcome WHEN 'failed' THEN 'refused' ELSE 'failed' END::audit_outcome`,
  errorCode: `CASE error_code WHEN 101 THEN 102 ELSE 101 END`,
  sessionId: 'gen_random_uuid()',
  correlationId: 'gen_random_uuid()',
  request: `(request::text || ' ')::json`,
  before: `(coalesce(before::text, 'null') || ' ')::json`,
  after: `(coalesce(after::text, 'null') || ' ')::json`,
  reply: `(coalesce(reply::text, 'null') || ' ')::json`,
};

const COPIED = [...Object.values<string>(SIGNED_FIELDS), 'prev', 'mac'].filter(
  (column) => column !== 'seq' && column !== 'request_id',
);

const edit = (seq: number, field: Field): Tampering => {
  const column = SIGNED_FIELDS[field];
  const usual = NUMBERS.includes(field) ? `coalesce(${column}, 0) + 1` : `coalesce(${column}, '') || 'x'`;
  const value = SPECIAL[field] ?? usual;
  return {
    words: `edits ${field} of ${seq}`,
    sql: [`UPDATE audit_entries SET ${column} = ${value} WHERE seq = ${seq}`],
    firstBad: seq,
  };
};

const remove = (from: number, to: number): Tampering => ({
  words: `deletes ${from} to ${to}`,
  sql: [`DELETE FROM audit_entries WHERE seq BETWEEN ${from} AND ${to}`],
  firstBad: from,
});

/** The entries behind move up, so that no number is missing. */
const insert = (at: number, of: number): Tampering => ({
  words: `inserts a copy of ${of} at ${at}`,
  sql: [
    `UPDATE audit_entries SET seq = -seq WHERE seq >= ${at}`,
    `UPDATE audit_entries SET seq = -seq + 1 WHERE seq < 0`,
    `INSERT INTO audit_entries (seq, request_id, ${COPIED.join(', ')})
     SELECT ${at}, request_id || ' again', ${COPIED.join(', ')} FROM audit_entries
     WHERE seq = ${of >= at ? of + 1 : of}`,
    `UPDATE audit_head SET seq = seq + 1`,
  ],
  firstBad: at,
});

const swap = (one: number, other: number): Tampering => ({
  words: `swaps ${one} and ${other}`,
  sql: [
    `UPDATE audit_entries SET seq = -seq WHERE seq IN (${one}, ${other})`,
    `UPDATE audit_entries SET seq = CASE seq WHEN -${one} THEN ${other} ELSE ${one} END WHERE seq < 0`,
  ],
  firstBad: Math.min(one, other),
});

/**
 * Ways to edit, delete, insert and swap entries.
 *
 * @param length how many entries the log has
 */
export function anyTampering(length: number): fc.Arbitrary<Tampering> {
  const seq = fc.integer({ min: 1, max: length });
  const pair = fc.uniqueArray(seq, { minLength: 2, maxLength: 2 });
  const field = fc.constantFrom(...(Object.keys(SIGNED_FIELDS) as Field[]).filter((name) => name !== 'seq'));
  return fc.oneof(
    fc.tuple(seq, field).map(([at, name]) => edit(at, name)),
    fc.tuple(seq, seq).map(([one, other]) => remove(Math.min(one, other), Math.max(one, other))),
    fc.tuple(seq, seq).map(([at, of]) => insert(at, of)),
    pair.map(([one = 1, other = 2]) => swap(one, other)),
  );
}

class Undone extends Error {}

/**
 * Does something to the log behind the application's back, looks, and undoes it.
 *
 * @param statements what is done, past the triggers and checks that forbid it
 * @param look at the log as it is then
 */
export async function whileTampered<T>(
  statements: readonly string[],
  look: (tx: Tx) => Promise<T>,
): Promise<T> {
  let seen: { value: T } | undefined;
  await database()
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$executeRaw`ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_outcome_check`;
      for (const statement of statements) await tx.$executeRaw(Prisma.raw(statement));
      seen = { value: await look(tx) };
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  if (!seen) throw new Error('Nobody looked.');
  return seen.value;
}
