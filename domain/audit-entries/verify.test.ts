import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import type { Actor } from '../call/actor';
import { SIGNED_FIELDS } from '../call/audit/hash-chain';
import { writeEntries } from '../call/audit/write';
import { inTransaction } from '../call/transaction';
import { contextOf, newActor } from '../testing/actors';
import { oddText } from '../testing/malformed-input';
import { anyTampering, whileTampered } from '../testing/tampering';
import { setUpTestDatabase } from '../testing/test-database';
import { readHead } from './checkpoint';
import { verifyChain } from './verify';
import { verifySegment } from './verify-segment';

setUpTestDatabase();

const LENGTH = 40;
const CASES = 1_000;
const CONTROLS = Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).join('');

let actor: Actor;

/** Writes entries in which each field is filled in some of them, with unusual text. */
async function write(words: readonly string[]): Promise<void> {
  const records = words.map((word, index) => ({
    attempt: {
      actor,
      context: contextOf({ address: index % 2 ? null : '192.0.2.1' }),
      call: 'RemoveUserRole',
      requestId: `${index} ${Math.random()}`,
      request: { word },
      ...(index % 3 === 0 && { reason: { code: 'other' as const, text: word } }),
      target: { words: word, ...(index % 2 && { companyId: 1, subjectUserId: 2, omsId: 3, accountId: 4 }) },
    },
    result:
      index % 4 === 0
        ? { outcome: 'refused' as const, errorCode: 101, detail: word }
        : {
            outcome: 'done' as const,
            errorCode: 0,
            detail: null,
            before: { word },
            after: null,
            reply: word,
          },
  }));
  await inTransaction((tx) => writeEntries(tx, records));
}

beforeAll(async () => {
  actor = await newActor();
  await write([...fc.sample(oddText, LENGTH - 1), `"\\/ \u2028 \u007f ${CONTROLS}`]);
});

describe('verifyChain', () => {
  it('checks every entry against the one before it, up to the head, and reports its progress', async () => {
    const progress: [number, number][] = [];
    const onProgress = (entries: number, total: number) => progress.push([entries, total]);
    expect(await verifyChain({ onProgress })).toEqual({ entries: LENGTH, problem: null });
    expect(progress.at(-1)).toEqual([LENGTH, LENGTH]);
  });

  it('covers every column except the signatures themselves', async () => {
    const columns = await database().$queryRaw<{ name: string }[]>`
      SELECT attname AS name FROM pg_attribute
      WHERE attrelid = 'audit_entries'::regclass AND attnum > 0 AND NOT attisdropped`;
    const covered = [...Object.values<string>(SIGNED_FIELDS), 'restores', 'prev', 'mac'];
    expect(columns.map(({ name }) => name).sort()).toEqual(covered.sort());
  });

  it(`finds each of ${CASES} edits, deletions, insertions and swaps, and names the first bad entry`, async () => {
    await fc.assert(
      fc.asyncProperty(anyTampering(LENGTH), async ({ description, sql, firstBad }) => {
        const found = await whileTampered(sql, (tx) => verifyChain({ db: tx }));
        expect({ description, seq: found.problem?.seq }).toEqual({ description, seq: String(firstBad) });
      }),
      { numRuns: CASES },
    );
    expect(await verifyChain()).toEqual({ entries: LENGTH, problem: null });
  });

  it.each<[string, string[], string]>([
    ['a log without a head', ['DELETE FROM audit_head'], 'has no head'],
    [
      'a head that does not point at the last entry',
      [`UPDATE audit_head SET mac = repeat('1', 64)`],
      'the head of the log',
    ],
    [
      'an entry before the first',
      ['UPDATE audit_entries SET seq = -5 WHERE seq = 3'],
      'stands before the first',
    ],
    [
      'an entry beyond the head',
      [`UPDATE audit_entries SET seq = ${LENGTH + 7} WHERE seq = ${LENGTH}`],
      'is missing',
    ],
  ])('finds %s', async (_, sql, words) => {
    const { problem } = await whileTampered(sql, (tx) => verifyChain({ db: tx }));
    expect(problem?.words).toContain(words);
  });

  it('needs a checkpoint to detect that the end was cut off and the head moved back', async () => {
    const { seq, mac } = await readHead();
    const cut = [
      `DELETE FROM audit_entries WHERE seq > ${LENGTH - 3}`,
      `UPDATE audit_head SET seq = ${LENGTH - 3}, mac = (SELECT mac FROM audit_entries WHERE seq = ${LENGTH - 3})`,
    ];
    expect(await whileTampered(cut, (tx) => verifyChain({ db: tx }))).toEqual({
      entries: LENGTH - 3,
      problem: null,
    });
    const { problem } = await whileTampered(cut, (tx) => verifyChain({ db: tx, known: [{ seq, mac }] }));
    expect(problem).toMatchObject({ seq: String(LENGTH - 2), words: expect.stringContaining('cut off') });
    expect(await verifyChain({ known: [{ seq, mac }] })).toMatchObject({ problem: null });
    const rewritten = [{ seq, mac: '1'.repeat(64) }];
    expect((await verifyChain({ known: rewritten })).problem?.words).toContain('that a checkpoint knows');
  });

  it('stops when its signal is aborted', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(verifyChain({ signal: controller.signal })).rejects.toThrow('enough');
  });
});

describe('verifySegment', () => {
  const SPAN = { oldest: 10, newest: 20 };
  const placeOf = async (seq: number) => {
    const { mac } = await database().auditEntry.findUniqueOrThrow({ where: { seq: BigInt(seq) } });
    return { seq, mac };
  };

  it('checks the entries from the oldest one to the head, or to the first checkpoint that covers them', async () => {
    const whole = { from: '10', problem: null, keys: [expect.stringMatching(/^[0-9a-f]{32}$/)] };
    expect(await verifySegment(SPAN, { known: [] })).toEqual({
      ...whole,
      to: `${LENGTH}`,
      end: 'head',
      entries: LENGTH - 9,
      checkpoints: [],
    });
    const known = [await placeOf(5), await placeOf(12), await placeOf(30), await placeOf(25)];
    expect(await verifySegment(SPAN, { known })).toEqual({
      ...whole,
      to: '25',
      end: 'checkpoint',
      entries: 16,
      checkpoints: ['12', '25'],
    });
    expect(await verifySegment({ oldest: 1, newest: LENGTH }, { known: [] })).toMatchObject({
      entries: LENGTH,
      problem: null,
    });
  });

  it.each([
    ['an edit', "UPDATE audit_entries SET target = 'x' WHERE seq = 15", '15'],
    ['an edit of the newest', `UPDATE audit_entries SET target = 'x' WHERE seq = ${LENGTH}`, `${LENGTH}`],
    ['a gap', 'DELETE FROM audit_entries WHERE seq = 15', '15'],
    ['a gap at the end', `DELETE FROM audit_entries WHERE seq > ${LENGTH - 3}`, `${LENGTH - 2}`],
    ['a missing entry before', 'DELETE FROM audit_entries WHERE seq = 9', '9'],
    ['a new head', "UPDATE audit_head SET mac = repeat('0', 64)", `${LENGTH}`],
  ])('names the entry of %s', async (_, statement, seq) => {
    const verified = await whileTampered([statement], (tx) => verifySegment(SPAN, { known: [], db: tx }));
    expect(verified?.problem?.seq).toBe(seq);
  });

  it('does not hide an end that was cut off after a checkpoint, nor another entry than the checkpoint knows', async () => {
    const beyond = { seq: LENGTH + 5, mac: '0'.repeat(64) };
    expect((await verifySegment(SPAN, { known: [beyond] }))?.problem?.words).toContain('its end was cut off');
    const other = { seq: 22, mac: '0'.repeat(64) };
    expect((await verifySegment(SPAN, { known: [other] }))?.problem?.seq).toBe('22');
  });
});
