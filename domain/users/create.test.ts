import { verify as argon2Verify } from '@node-rs/argon2';
import { describe, expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { hashPassword, verifyPassword } from '../sign-in/password';
import { setUpTestDatabase } from '../testing/test-database';
import { createUser, type NewUser } from './create';
import { setPassword } from './set-password';

// The real module, with its calls recorded.
vi.mock('@node-rs/argon2', { spy: true });

const PASSWORD = 'a password of some length';

setUpTestDatabase();

let made = 0;

function newUser(overrides: Partial<NewUser> = {}): NewUser {
  made += 1;
  const userName = `person${made}`;
  return { userName, email: `${userName}@example.com`, permissions: [], password: PASSWORD, ...overrides };
}

describe('createUser', () => {
  it('makes a user who can sign in, with the given name, permissions and password', async () => {
    const { id } = await createUser(
      database(),
      newUser({ userName: 'Ada', permissions: ['SUPERUSER', 'SUPERUSER'] }),
    );
    const user = await database().user.findUniqueOrThrow({
      where: { id },
      include: { permissions: true, operator: true },
    });
    expect(user).toMatchObject({
      userName: 'Ada',
      emailVerified: true,
      permissions: [{ permission: 'SUPERUSER' }],
      operator: null,
    });
    expect(await verifyPassword(user.passwordHash, PASSWORD)).toBe(true);
  });

  it.each([
    ['their user name', { userName: 'otto' }, 'otto'],
    ['the given operator name', { userName: 'otto2', operatorName: 'Otto Operator' }, 'Otto Operator'],
  ])('makes an operator known by %s', async (_, names, expected) => {
    const { id } = await createUser(database(), newUser({ permissions: ['Operator'], ...names }));
    expect(await database().operator.findUnique({ where: { id } })).toMatchObject({ name: expected });
  });

  it.each<[string, Partial<NewUser>, RegExp]>([
    ['a bad e-mail address', { email: 'nobody@' }, /e-mail address is not valid/],
    [
      'an unknown permission',
      { permissions: ['Wizard'] },
      /no permission "Wizard".*Operator, PlatformAdmin, SUPERUSER/,
    ],
    ['a short password', { password: 'fourteen chars' }, /at least 15 characters/],
    ['a common password made longer', { password: 'password1234567' }, /easy to guess/],
    ['a common password in other letters', { password: 'P@ssw0rd1234567' }, /easy to guess/],
    ['a common password twice', { password: 'iloveyouiloveyou' }, /easy to guess/],
    ['a row of keyboard keys', { password: 'qwertyuiopasdfgh' }, /easy to guess/],
    ['one letter many times', { password: 'a'.repeat(64) }, /easy to guess/],
    ['the product’s name', { password: 'access-console-2026' }, /easy to guess/],
    [
      'a password made of the user name',
      { userName: 'ottoline', password: 'Ottoline-Ottoline' },
      /easy to guess/,
    ],
    [
      'a password made of the e-mail address',
      { email: 'otto@windmillfarm.example', password: 'windmillfarm2026' },
      /easy to guess/,
    ],
    ['a password that is too long', { password: 'x'.repeat(1025) }, /at most 1024/],
    ['an empty name', { userName: '' }, /must not be empty/],
    ['a name that begins with a space', { userName: ' ada' }, /begin or end with a space/],
    ['an invisible character', { userName: 'a\u200Bda' }, /invisible/],
    ['a name that is too long', { userName: 'x'.repeat(201) }, /at most 200/],
    ['an operator name without the permission', { operatorName: 'Otto' }, /needs the permission Operator/],
  ])('refuses %s and makes nothing', async (_, overrides, message) => {
    const before = await database().user.count();
    await expect(createUser(database(), newUser(overrides))).rejects.toThrow(message);
    expect(await database().user.count()).toBe(before);
  });

  it('refuses a name that is taken in any case, and treats wildcards in names literally', async () => {
    await createUser(database(), newUser({ userName: 'ann_lee' }));
    await expect(createUser(database(), newUser({ userName: 'Ann_Lee' }))).rejects.toThrow(
      'taken by "ann_lee"',
    );
    await createUser(database(), newUser({ userName: 'annxlee' }));
    await createUser(database(), newUser({ userName: 'ann_le_' }));
  });

  it('succeeds once when two users with the same name are created at once', async () => {
    const results = await Promise.allSettled(
      ['twin', 'TWIN'].map((userName) => createUser(database(), newUser({ userName }))),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('names the sequence in the error when ids were used without advancing it', async () => {
    const { id } = await createUser(database(), newUser());
    await database().user.create({ data: { id: id + 1, userName: 'ahead', email: 'ahead@example.com' } });
    await expect(createUser(database(), newUser())).rejects.toThrow('sequence of users.id');
  });
});

describe('setPassword', () => {
  it('changes the password, ends the sessions and forgets the failures of that user only', async () => {
    const [mine, other] = [newUser(), newUser()];
    const [{ id: userId }, { id: otherId }] = [
      await createUser(database(), mine),
      await createUser(database(), other),
    ];
    const endedAt = new Date(Date.now() - 60_000);
    const [live, ended, foreign] = [
      await create.session(database(), { userId }),
      await create.session(database(), { userId, endedAt }),
      await create.session(database(), { userId: otherId }),
    ];
    await database().signInFailure.createMany({
      data: [{ userName: mine.userName }, { userName: other.userName }],
    });

    await setPassword(database(), { userName: mine.userName, password: 'another long password' });

    const user = await database().user.findUniqueOrThrow({ where: { id: userId } });
    expect(await verifyPassword(user.passwordHash, 'another long password')).toBe(true);
    expect(await verifyPassword(user.passwordHash, PASSWORD)).toBe(false);
    const end = async ({ id }: { id: string }) =>
      (await database().session.findUniqueOrThrow({ where: { id } })).endedAt;
    expect(await end(live)).not.toBeNull();
    expect(await end(ended)).toEqual(endedAt);
    expect(await end(foreign)).toBeNull();
    expect(await database().signInFailure.findMany({ select: { userName: true } })).toEqual([
      { userName: other.userName },
    ]);
    const otherUser = await database().user.findUniqueOrThrow({ where: { id: otherId } });
    expect(await verifyPassword(otherUser.passwordHash, PASSWORD)).toBe(true);
  });

  it('refuses an unknown name and a weak password', async () => {
    await createUser(database(), newUser({ userName: 'Carla', email: 'carla@example.com' }));
    await expect(setPassword(database(), { userName: 'carla', password: PASSWORD })).rejects.toThrow(
      'no user named "carla"',
    );
    await expect(setPassword(database(), { userName: 'Carla', password: 'short' })).rejects.toThrow(
      'at least 15',
    );
    await expect(setPassword(database(), { userName: 'Carla', password: 'password1234567' })).rejects.toThrow(
      'easy to guess',
    );
    await expect(
      setPassword(database(), { userName: 'Carla', password: 'carla@example.com' }),
    ).rejects.toThrow('easy to guess');
    await expect(setPassword(database(), { userName: '', password: PASSWORD })).rejects.toThrow(
      'user name must be given',
    );
  });
});

describe('password hashes', () => {
  it('use argon2id with a salt, at the cost that OWASP recommends', async () => {
    const [one, two] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('are refused for passwords that are empty or too long', async () => {
    await expect(hashPassword('')).rejects.toThrow(RangeError);
    await expect(hashPassword('x'.repeat(1025))).rejects.toThrow(RangeError);
    const longest = await hashPassword('x'.repeat(1024));
    expect(await verifyPassword(longest, 'x'.repeat(1024))).toBe(true);
    expect(await verifyPassword(longest, 'x'.repeat(1025))).toBe(false);
    expect(await verifyPassword(longest, '')).toBe(false);
  });

  it.each([
    ['a missing user', null],
    ['a hash of another kind', '$2b$12$KIXQ4S6m8e0S8W9H3z5q1uO1r5nY3yq9yq9yq9yq9yq9yq9yq9yq9'],
    ['a broken hash', '$argon2id$v=19$m=19456,t=2,p=1$short$short'],
  ])('do as much work for %s as for a wrong password, and do not match', async (_, hash) => {
    const real = await hashPassword(PASSWORD);
    const compared = vi.mocked(argon2Verify);
    compared.mockClear();
    for (const stored of [real, hash]) expect(await verifyPassword(stored, 'a wrong password')).toBe(false);
    // Both take the same work: one comparison each, with hashes of equal cost.
    const costs = compared.mock.calls.map(([stored]) => String(stored).split('$').slice(0, 4));
    expect(costs).toEqual([real, real].map((one) => one.split('$').slice(0, 4)));
  });
});
