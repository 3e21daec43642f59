import fc from 'fast-check';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { SIGNED_FIELDS } from '../call/audit/hash-chain';
import type { Tx } from '../call/transaction';

/** What an attacker with full access to the database does to the log, and the first entry that reveals it. */
export interface Tampering {
  description: string;
  sql: string[];
  firstBad: number;
}

type Field = keyof typeof SIGNED_FIELDS;

const NUMBERS: readonly Field[] = ['actorId', 'subjectUserId', 'omsId', 'accountId', 'companyId'];

/** Columns whose types accept only certain values. */
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
    description: `edits ${field} of ${seq}`,
    sql: [`UPDATE audit_entries SET ${column} = ${value} WHERE seq = ${seq}`],
    firstBad: seq,
  };
};

const remove = (from: number, to: number): Tampering => ({
  description: `deletes ${from} to ${to}`,
  sql: [`DELETE FROM audit_entries WHERE seq BETWEEN ${from} AND ${to}`],
  firstBad: from,
});

/** Moves the later entries up by one, so that no number is missing. */
const insert = (at: number, of: number): Tampering => ({
  description: `inserts a copy of ${of} at ${at}`,
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
  description: `swaps ${one} and ${other}`,
  sql: [
    `UPDATE audit_entries SET seq = -seq WHERE seq IN (${one}, ${other})`,
    `UPDATE audit_entries SET seq = CASE seq WHEN -${one} THEN ${other} ELSE ${one} END WHERE seq < 0`,
  ],
  firstBad: Math.min(one, other),
});

/**
 * Generates edits, deletions, insertions and swaps of entries.
 *
 * @param length the number of entries in the log
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
 * Changes the log past the application, its triggers and its checks, inspects it, and undoes the change.
 */
export async function whileTampered<T>(
  statements: readonly string[],
  inspect: (tx: Tx) => Promise<T>,
): Promise<T> {
  let result: { value: T } | undefined;
  await database()
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$executeRaw`ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_outcome_check`;
      for (const statement of statements) await tx.$executeRaw(Prisma.raw(statement));
      result = { value: await inspect(tx) };
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  if (!result) throw new Error('The transaction ended before the inspection.');
  return result.value;
}
