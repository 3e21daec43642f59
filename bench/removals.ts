import pg from 'pg';
import { contextOf } from '@/domain/testing/actors';
import { statementsDuring } from '@/domain/testing/query-plans';
import { removeUserAccount } from '@/domain/user-accounts/remove';
import { connectionSettings } from '@/prisma/connection-settings';
import type { Bench, SizedWorld } from './bench-world';
import type { Figure } from './figure';
import { rateOf, timesInTurn } from './measure';

interface Link {
  userId: number;
  accountId: number;
}

/** Links to remove, each once: those of the last users, who have few links, and of them those without a default account. */
async function linksOf({ client }: SizedWorld, count: number): Promise<() => Link> {
  const { rows } = await client.query<Link>(
    `SELECT user_id AS "userId", account_id AS "accountId" FROM user_accounts l
     JOIN users u ON u.id = l.user_id AND u.default_account_id IS NULL ORDER BY user_id DESC LIMIT $1`,
    [count],
  );
  return () => {
    const link = rows.pop();
    if (!link) throw new Error('There are no more links to remove.');
    return link;
  };
}

const remove = ({ actor }: SizedWorld, next: () => Link) => removeUserAccount.run(actor, next(), contextOf());

const removeIn = (world: SizedWorld, next: () => Link) => () => world.within(() => remove(world, next));

let rawEntries = 0;

/** What a removal writes, and nothing of what it checks. The entries are beyond the head of the log, and unsigned. */
async function removeRaw(client: pg.Client, { userId, accountId }: Link): Promise<void> {
  rawEntries += 1;
  const nth = rawEntries;
  await client.query('BEGIN');
  await client.query('DELETE FROM user_accounts WHERE user_id = $1 AND account_id = $2', [userId, accountId]);
  await client.query(
    `INSERT INTO audit_entries (seq, at, actor_id, actor_name, door, call, outcome, error_code, target,
       subject_user_id, account_id, request_id, correlation_id, request, prev, mac)
     VALUES ($1::bigint, now(), 1, 'bench', 'console', 'RemoveUserAccount', 'done', 0, 'a link', $2, $3, $4,
       gen_random_uuid(), '{}', repeat('0', 64), repeat('0', 64))`,
    [1_000_000_000_000 + nth, userId, accountId, `raw ${nth}`],
  );
  await client.query('COMMIT');
}

/** One removal after the other: against what `pg` needs to write the same, and in a small world. */
export async function removal({ small, large, rounds, signal }: Bench): Promise<Figure> {
  const count = 2 * rounds + 10;
  const [nextSmall, next] = [await linksOf(small, count), await linksOf(large, 2 * count)];
  const times = await timesInTurn(
    {
      small: removeIn(small, nextSmall),
      large: removeIn(large, next),
      pg: () => removeRaw(large.client, next()),
    },
    { rounds, signal },
  );
  const trips = await statementsDuring(removeIn(large, next));
  return {
    values: { 'small ms': times.small.median, 'large ms': times.large.median, 'pg ms': times.pg.median },
    checks: [
      { name: 'growth', value: times.large.median / times.small.median, atMost: 1.2 },
      { name: 'ratio to pg', value: times.large.median / times.pg.median, atMost: 3 },
      { name: 'round trips', value: trips.length, atMost: 7 },
    ],
  };
}

const CLIENTS = 10;

/** Removals by ten clients at once, in turn with the same by ten connections of `pg`. */
export async function removalsAtOnce({ large, rounds }: Bench): Promise<Figure> {
  const count = rounds * CLIENTS;
  const next = await linksOf(large, 4 * count);
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client(connectionSettings(large.url)));
  await Promise.all(clients.map((client) => client.connect()));
  const idle = [...clients];
  const rates = { console: [] as number[], pg: [] as number[] };
  try {
    for (let turn = 0; turn < 2; turn += 1) {
      // All within one: the end of one removal must not take the database away from the others.
      const ours = large.within(() => rateOf(() => remove(large, next), { clients: CLIENTS, count }));
      rates.console.push(await ours);
      const raw = async () => {
        const client = idle.pop() as pg.Client;
        await removeRaw(client, next());
        idle.push(client);
      };
      rates.pg.push(await rateOf(raw, { clients: CLIENTS, count }));
    }
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
  const [console, raw] = [Math.max(...rates.console), Math.max(...rates.pg)];
  return {
    values: { 'per second': console, 'pg per second': raw },
    checks: [{ name: 'ratio to pg', value: console / raw, atLeast: 0.4 }],
  };
}
