import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { Prisma } from '@/prisma/generated/client';
import { setUpTestDatabase } from '../testing/test-database';
import { holdOpen, untilWaiting } from '../testing/transactions';
import { inTurn } from './in-turn';

setUpTestDatabase();

const said = (value: unknown) => Prisma.sql`SELECT ${value}::text AS said`;

describe('statements in turn', () => {
  it.each([`O'Hara \\ "quoted" % %1$L %s \u{1F33E} \u2028`, '$1', '', null, '\u0001\t\n'])(
    'keep the value %j as it is',
    async (value) => {
      expect(await inTurn<[object, object]>(database(), [said('first'), said(value)])).toEqual([
        [{ said: 'first' }],
        [{ said: value }],
      ]);
    },
  );

  it('keep percent signs and placeholders in their own text', async () => {
    const [rows] = await inTurn<[object]>(database(), [
      Prisma.sql`SELECT 'a%b' LIKE 'a\%%' AS fits, ${1}::int + ${2}::int AS sum, '%1$L' AS text`,
    ]);
    expect(rows).toEqual([{ fits: true, sum: 3, text: '%1$L' }]);
  });

  it('send half of a surrogate pair as the driver does', async () => {
    const [[alone], [[together]]] = [
      await database().$queryRaw<object[]>(said('a\ud83c')),
      await inTurn<[object]>(database(), [said('a\ud83c')]),
    ];
    expect(together).toEqual(alone);
  });

  it('refuse a value whose form they do not know', async () => {
    await expect(inTurn(database(), [Prisma.sql`SELECT ${new Date()} AS at`])).rejects.toThrow(
      'not a text, a number or a boolean',
    );
  });

  it('each see what was committed while the one before waited for a lock', async () => {
    const { id } = await create.user(database(), { userName: 'before' });
    const name = Prisma.sql`SELECT user_name AS name FROM users WHERE id = ${id}`;
    const end = await holdOpen((tx) => tx.user.update({ where: { id }, data: { userName: 'afterwards' } }));
    const reading = inTurn<[object, object]>(database(), [
      Prisma.sql`SELECT 1 AS locked FROM users WHERE id = ${id} FOR NO KEY UPDATE`,
      name,
    ]);
    await untilWaiting();
    await end('commit');
    const [, found] = await reading;
    expect(found).toEqual([{ name: 'afterwards' }]);
  });
});
