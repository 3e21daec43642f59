import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { env } from '@/env';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { keysOf } from '../call/audit/keys';
import { findKeyProblem } from '../call/audit/newest';
import { removals } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { loadWithKeys } from '../testing/other-keys';
import { causesOf, outcomeOf } from '../testing/outcome';
import { changesSince, readEntries, readState } from '../testing/state';
import { whileTampered } from '../testing/tampering';
import { setUpTestDatabase } from '../testing/test-database';
import { changeAuditKey } from './change-key';
import { makeCheckpoint, readCheckpoints, readHead } from './checkpoint';
import { verifyChain } from './verify';

setUpTestDatabase();

const newSecret = () => randomBytes(36).toString('base64url');
const [SECOND, THIRD, UNUSED] = [newSecret(), newSecret(), newSecret()];

/** The keys of a process with this AUDIT_KEY, and with AUDIT_PREVIOUS_KEYS if there are any. */
const withKeys = (own: string, ...previous: string[]) =>
  keysOf({ AUDIT_KEY: own, ...(previous.length > 0 && { AUDIT_PREVIOUS_KEYS: previous }) });

const first = () => env().AUDIT_KEY;
const instanceWith = (own: string, ...previous: string[]) =>
  loadWithKeys({ AUDIT_KEY: own, AUDIT_PREVIOUS_KEYS: previous }, async () => ({
    ...(await import('../removals')).removals,
    changeAuditKey: (await import('./change-key')).changeAuditKey,
  }));

let superuser: string;
const change = (secret: string) => ({
  userName: superuser,
  reason: 'Ticket 4711',
  newKey: keysOf({ AUDIT_KEY: secret }).own,
});

async function newRemoval() {
  const actor = await newActor({ permissions: ['Operator'] });
  const { id: OMSId } = await create.oms(database());
  await create.assignment(database(), { operatorId: actor.userId, omsId: OMSId });
  const request = { OperatorId: actor.userId, OMSId };
  return (by: Pick<typeof removals, 'RemoveOperatorOMS'>) =>
    by.RemoveOperatorOMS.run(actor, request, contextOf());
}

beforeAll(async () => {
  superuser = (await create.user(database(), { permissions: ['SUPERUSER'] })).userName;
  await (await newRemoval())(removals);
});

describe('ChangeAuditKey', () => {
  it.each([
    [
      'for a user name that does not exist',
      () => ({ ...change(SECOND), userName: 'nobody' }),
      'There is no SUPERUSER named "nobody"',
    ],
    [
      'without a reason',
      () => ({ ...change(SECOND), reason: ' ' }),
      'must be given when the reason is Other',
    ],
    ['with the key that is already in use', () => change(first()), 'The new key signed the log before'],
  ])('is refused %s, and writes nothing', async (_, makeChange, words) => {
    const before = await readEntries();
    await expect(changeAuditKey(database(), makeChange())).rejects.toThrow(words);
    expect(await readEntries()).toEqual(before);
  });

  it.each([
    ['an Operator', { permissions: ['Operator' as const] }],
    ['a SUPERUSER whose sign-in is blocked', { permissions: ['SUPERUSER' as const], emailVerified: false }],
  ])('is refused when it runs on behalf of %s', async (_, overrides) => {
    const { userName } = await create.user(database(), overrides);
    await expect(changeAuditKey(database(), { ...change(SECOND), userName })).rejects.toThrow(
      'no SUPERUSER named',
    );
  });

  it('writes an entry signed with the old key; afterwards only the new key can write', async () => {
    const { from, to } = await changeAuditKey(database(), change(SECOND));
    expect(from).not.toBe(to);
    expect((await readEntries()).at(-1)).toMatchObject({
      call: 'ChangeAuditKey',
      outcome: 'done',
      actorName: superuser,
      sessionId: null,
      reasonText: 'Ticket 4711',
      before: { fingerprint: from },
      after: { fingerprint: to },
      target: `audit key ${from} → ${to}`,
    });
    expect(JSON.stringify((await readEntries()).at(-1), (_, value) => String(value))).not.toContain(SECOND);

    const removal = await newRemoval();
    const [state, entries] = [await readState(), await readEntries()];
    const refused = await removal(removals).catch((error: unknown) => error);
    expect(causesOf(refused).join()).toContain('changed its key, and this AUDIT_KEY is not the new one');
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await readEntries()).toEqual(entries);
    expect((await outcomeOf(removal(removals))).code).toBe(102);

    await removal(await instanceWith(SECOND, first()));
    expect(await verifyChain({ keys: withKeys(SECOND, first()) })).toEqual({ entries: 3, problem: null });
  });

  it('can be repeated, and verification without all keys names the first entry it cannot check', async () => {
    const second = await instanceWith(SECOND, first());
    await expect(second.changeAuditKey(database(), change(first()))).rejects.toThrow('signed the log before');
    await second.changeAuditKey(database(), change(THIRD));
    await (await newRemoval())(await instanceWith(THIRD, SECOND));
    const problemWith = async (...keys: [string, ...string[]]) =>
      (await verifyChain({ keys: withKeys(...keys) })).problem;
    expect(await problemWith(THIRD, SECOND, first())).toBeNull();
    expect(await problemWith(THIRD, first())).toMatchObject({
      seq: '3',
      words: expect.stringMatching(
        /from entry 3 on \(fingerprint [0-9a-f]{32}\) is neither AUDIT_KEY nor in/,
      ),
    });
    expect(await problemWith(THIRD, SECOND)).toMatchObject({
      seq: '1',
      words: expect.stringContaining(
        'the key that signed it is neither AUDIT_KEY nor in AUDIT_PREVIOUS_KEYS',
      ),
    });
    expect(await problemWith(UNUSED, THIRD, SECOND, first())).toMatchObject({
      words: expect.stringContaining('no entry before it changes the key to AUDIT_KEY'),
    });
  });

  it('keeps earlier checkpoints valid, and later ones are valid as well', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const entries = await readEntries();
    const early = { seq: 1, mac: entries[0]?.mac ?? '' };
    const lines = [early, await readHead()].map((place) => makeCheckpoint(place, new Date(), privateKey));
    const { places: known } = readCheckpoints(lines.join('\n'), publicKey);
    const keys = withKeys(THIRD, SECOND, first());
    expect(await verifyChain({ keys, known })).toEqual({ entries: entries.length, problem: null });
  });

  it('lets verification detect that the end was cut off, or that its own entry was edited', async () => {
    const keys = withKeys(THIRD, SECOND, first());
    const verifyAfter = (sql: string[]) => whileTampered(sql, (db) => verifyChain({ db, keys }));
    const cut = await verifyAfter([
      'DELETE FROM audit_entries WHERE seq > 1',
      'UPDATE audit_head SET seq = 1, mac = (SELECT mac FROM audit_entries WHERE seq = 1)',
    ]);
    expect(cut.problem?.words).toContain('no entry before it changes the key to AUDIT_KEY');
    for (const after of ['null', '{}', `{"fingerprint":"${keys.own.fingerprint}"}`]) {
      const edited = await verifyAfter([`UPDATE audit_entries SET after = '${after}' WHERE seq = 2`]);
      expect(edited.problem).toEqual({ seq: '2', words: 'Entry 2 is not what was signed.' });
    }
  });
});

describe('the check of the audit keys when a process starts', () => {
  it('names the problem with the keys and how to fix it', async () => {
    const problem = (...keys: [string, ...string[]]) => findKeyProblem(database(), withKeys(...keys));
    expect(await problem(THIRD)).toBeNull();
    expect(await problem(UNUSED, THIRD)).toContain('run `npm run audit:rekey`, then set the new one');
    expect(await problem(UNUSED)).toContain('Set AUDIT_KEY to the key that the log was written with');
    const third = await instanceWith(THIRD, SECOND);
    await third.changeAuditKey(database(), change(UNUSED));
    expect(await problem(THIRD)).toContain('Set AUDIT_KEY to the new key and add the old one to');
    expect(await problem(UNUSED)).toContain('Add the old key to AUDIT_PREVIOUS_KEYS');
    expect(await problem(UNUSED, THIRD)).toBeNull();
  });
});
