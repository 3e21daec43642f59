import { readFileSync } from 'node:fs';
import path from 'node:path';
import { signedInElsewhere } from '@/domain/call/errors';
import { create } from '@/prisma/factories';
import { root } from '@/scripts/paths';
import { deriveActionKey } from '@/scripts/servers/action-key';
import { testDistDir } from '@/scripts/testing/test-dist-dir';
import { expect, setting, test } from './fixtures';
import { confirmationFor, cutOffs, directCalls, strangers } from './support/direct-calls';
import { outcomesOf } from './support/removal-cases';
import { callAction, ownOrigin, postAction, readActionIds } from './support/server-actions';

test('the build has exactly these server actions', () => {
  expect(Object.keys(readActionIds()).sort()).toEqual(
    [
      ...directCalls.map(({ name }) => name),
      'revokeUserPermission',
      'setUserInfo',
      'unlockUser',
      'forceUserLogoff',
      'restoreRemoval',
      'endSession',
      'endOtherSessions',
    ].sort(),
  );
});

test('server action ids come from the key that all builds of an installation share', () => {
  const file = path.join(root, testDistDir, 'server', 'server-reference-manifest.json');
  const { encryptionKey } = JSON.parse(readFileSync(file, 'utf8')) as { encryptionKey: string };
  expect(encryptionKey).toBe(deriveActionKey(setting('NEXTAUTH_SECRET')));
});

for (const direct of directCalls) {
  const { name, page, make } = direct;
  test.describe(name, () => {
    for (const [who, find] of Object.entries(strangers)) {
      test(`refuses ${who}`, async ({ db, callerAs }) => {
        const target = await make(db);
        const caller = await callerAs(await find(db, target));
        const confirmation = await confirmationFor(caller, direct, target);
        const answer = await callAction(caller, { page, name, args: [target.request, confirmation] });
        expect(answer).toMatchObject({ ok: false, error: { errorcode: 20, errormsg: 'Not Authorized' } });
        expect(await target.isThere()).toBe(true);
      });
    }

    for (const [who, cut] of Object.entries(cutOffs)) {
      test(`refuses ${who}`, async ({ db, callerAs }) => {
        const target = await make(db);
        const caller = await callerAs(target.may);
        const confirmation = await confirmationFor(caller, direct, target);
        await cut(db, target.may);
        const answer = await callAction(caller, { page, name, args: [target.request, confirmation] });
        expect(answer).toMatchObject({ ok: false, error: { errorcode: 20 } });
        expect(await target.isThere()).toBe(true);
        expect(await outcomesOf(db, target.may)).toEqual([]);
      });
    }

    test('performs the call once for a user with the right, and repeats the reply for the same request id', async ({
      db,
      callerAs,
    }) => {
      const target = await make(db);
      const caller = await callerAs(target.may);
      const confirmation = await confirmationFor(caller, direct, target);
      const call = { page, name, args: [target.request, confirmation] };
      const first = await callAction(caller, call);
      expect(first).toMatchObject({ ok: true });
      expect(await target.isThere()).toBe(false);
      expect(await callAction(caller, call)).toEqual(first);
      expect(await outcomesOf(db, target.may)).toEqual(['done']);
      const anew = { ...confirmation, requestId: 'a-request-of-its-own' };
      expect(await callAction(caller, { ...call, args: [target.request, anew] })).toMatchObject({
        ok: false,
        error: { errorcode: 104 },
      });
    });

    test('refuses a confirmation from a page of another session', async ({ db, callerAs }) => {
      const target = await make(db);
      const confirming = await callerAs(target.may);
      const confirmation = await confirmationFor(confirming, direct, target);
      for (const other of [target.may, await create.user(db, { permissions: ['SUPERUSER'] })]) {
        const { userName } = await db.user.findUniqueOrThrow({ where: { id: other.id } });
        const args = [target.request, confirmation];
        const answer = await callAction(await callerAs(other), { page, name, args });
        expect(answer).toMatchObject({
          ok: false,
          error: { errorcode: 20, detail: signedInElsewhere(userName) },
        });
        expect(await outcomesOf(db, other)).toEqual([]);
      }
      expect(await target.isThere()).toBe(true);
    });

    test('refuses a request that does not come from the console', async ({ db, callerAs }) => {
      const target = await make(db);
      const caller = await callerAs(target.may);
      const confirmation = await confirmationFor(caller, direct, target);
      const args = [target.request, confirmation];
      const own = setting('E2E_BASE_URL');
      const refusedByAction: Record<string, string>[] = [
        {},
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
        { 'Sec-Fetch-Site': 'none' },
        { Origin: own, 'Sec-Fetch-Site': 'cross-site' },
      ];
      for (const headers of refusedByAction) {
        const answer = await callAction(caller, { page, name, args, headers });
        expect(answer, JSON.stringify(headers)).toMatchObject({ ok: false, error: { errorcode: 20 } });
      }
      // The framework itself may refuse these, with a status of its own.
      const refusedAnyhow: Record<string, string>[] = [
        { Origin: 'https://evil.example' },
        { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
        { Origin: 'null' },
        { Origin: `${own}0` },
      ];
      for (const headers of refusedAnyhow) {
        const text = await (await postAction(caller, { page, name, args, headers })).text();
        expect(text, JSON.stringify(headers)).not.toContain('"ok":true');
      }
      expect(await target.isThere()).toBe(true);
      const answer = await callAction(caller, { page, name, args, headers: ownOrigin() });
      expect(answer).toMatchObject({ ok: true });
    });

    test('names the field of a malformed request, and writes nothing', async ({ db, callerAs }) => {
      const target = await make(db);
      const caller = await callerAs(target.may);
      const confirmation = await confirmationFor(caller, direct, target);
      const [field = ''] = target.fields;
      const malformed: [unknown, string[]][] = [
        [{}, target.fields],
        [null, ['The request must be an object']],
        ['words', ['The request must be an object']],
        [[target.request], ['The request must be an object']],
        [{ ...target.request, [field]: { nested: true } }, [field]],
        [{ ...target.request, [field]: 1, [field.toUpperCase()]: 2 }, [field]],
        [{ ...target.request, [field]: -1.5 }, [field]],
      ];
      for (const [request, words] of malformed) {
        const answer = await callAction(caller, { page, name, args: [request, confirmation] });
        expect(answer, JSON.stringify(request)).toMatchObject({ ok: false, error: { errorcode: 100 } });
        for (const word of words) expect(JSON.stringify(answer)).toContain(word);
      }
      expect(await target.isThere()).toBe(true);
      expect(await outcomesOf(db, target.may)).toEqual([]);
    });

    test('names what is missing from a confirmation, and writes nothing', async ({ db, callerAs }) => {
      const target = await make(db);
      const caller = await callerAs(target.may);
      const good = await confirmationFor(caller, direct, target);
      const malformed: [unknown, string][] = [
        [undefined, 'The request'],
        [{ ...good, session: undefined }, 'session must be the id of a session'],
        [{ ...good, session: 'mine' }, 'session must be the id of a session'],
        [{ ...good, requestId: undefined }, 'requestId is not given'],
        [{ ...good, requestId: 'short' }, 'requestId must be'],
        [{ ...good, reason: undefined }, 'reason is not given'],
        [{ ...good, reason: { code: 'because' } }, 'reason.code must be one of the reasons'],
        [{ ...good, reason: { code: 'other', text: '  ' } }, 'reason.text must be given'],
        [{ ...good, reason: { code: 'other', text: 'x'.repeat(501) } }, 'reason.text must have at most 500'],
        [{ ...good, expectedDigest: undefined }, 'expectedDigest is not given'],
        [{ ...good, expectedDigest: 'yes' }, 'expectedDigest must be the digest'],
      ];
      for (const [confirmation, words] of malformed) {
        const answer = await callAction(caller, { page, name, args: [target.request, confirmation] });
        expect(answer, words).toMatchObject({ ok: false, error: { errorcode: 100 } });
        expect(JSON.stringify(answer)).toContain(words);
      }
      expect(await target.isThere()).toBe(true);
      expect(await outcomesOf(db, target.may)).toEqual([]);
    });
  });
}
