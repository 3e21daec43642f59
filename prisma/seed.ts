import { DEMO_PASSWORD } from '@/domain/sign-in/demo-users';
import { hashPassword } from '@/domain/sign-in/password';
import { makeUpWorld } from './demo/generated';
import { type History, makeHistory } from './demo/history/history';
import { type PastHead, writeHistory } from './demo/history/write';
import { namedWorld } from './demo/named';
import type { DemoWorld } from './demo/world';
import type { Prisma, PrismaClient } from './generated/client';

async function refuseUnlessEmpty(tx: Prisma.TransactionClient): Promise<void> {
  // Locked against writers, so that two processes that seed at the same time don't both find it empty.
  await tx.$executeRaw`LOCK TABLE users, omses, accounts, companies IN SHARE ROW EXCLUSIVE MODE`;
  const [found] = await tx.$queryRaw<{ rows: boolean }[]>`
    SELECT EXISTS (SELECT FROM users) OR EXISTS (SELECT FROM omses)
        OR EXISTS (SELECT FROM accounts) OR EXISTS (SELECT FROM companies) AS rows`;
  if (found?.rows) {
    throw new Error(
      'The demo world needs an empty database, but this one contains data. Nothing was changed.',
    );
  }
}

async function insert(tx: Prisma.TransactionClient, world: DemoWorld, passwordHash: string): Promise<void> {
  // The order matters: a row refers to rows of tables above its own.
  const inserts: Record<keyof DemoWorld, () => Promise<unknown>> = {
    // A default account refers to a link, and a link refers to its user, so the defaults are set last.
    users: () =>
      tx.user.createMany({
        data: world.users.map((user) => ({ ...user, passwordHash, defaultAccountId: null })),
      }),
    permissions: () => tx.userPermission.createMany({ data: world.permissions }),
    operators: () => tx.operator.createMany({ data: world.operators }),
    omses: () => tx.oms.createMany({ data: world.omses }),
    assignments: () => tx.operatorOms.createMany({ data: world.assignments }),
    accounts: () => tx.account.createMany({ data: world.accounts }),
    links: () => tx.userAccount.createMany({ data: world.links }),
    companies: () => tx.company.createMany({ data: world.companies }),
    // These get their ids in the order given here, which is the order of names in replies.
    roles: () => tx.companyRole.createMany({ data: world.roles }),
    assets: () => tx.companyAsset.createMany({ data: world.assets }),
  };
  for (const insertRows of Object.values(inserts)) await insertRows();

  const withDefault = world.users.filter(({ defaultAccountId }) => defaultAccountId !== null);
  await tx.$executeRaw`
    UPDATE users SET default_account_id = chosen.account_id
    FROM unnest(${withDefault.map(({ id }) => id)}::int[],
                ${withDefault.map(({ defaultAccountId }) => defaultAccountId)}::int[]) AS chosen (user_id, account_id)
    WHERE users.id = chosen.user_id`;
}

/** Makes the rows as they were before the demo's history. */
async function insertLostRows(
  tx: Prisma.TransactionClient,
  { lost, couldSignIn }: Pick<History, 'lost' | 'couldSignIn'>,
): Promise<void> {
  await tx.operatorOms.createMany({ data: lost.assignments });
  await tx.userAccount.createMany({ data: lost.links });
  await tx.companyRole.createMany({ data: lost.roles });
  await tx.user.updateMany({ where: { id: { in: couldSignIn } }, data: { emailVerified: true } });
}

/** Inserting rows with given ids does not advance the sequences. This makes new ids start after them. */
async function advanceSequences(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$queryRaw`
    SELECT setval(pg_get_serial_sequence('users', 'id'), (SELECT max(id) FROM users)),
           setval(pg_get_serial_sequence('omses', 'id'), (SELECT max(id) FROM omses)),
           setval(pg_get_serial_sequence('accounts', 'id'), (SELECT max(id) FROM accounts)),
           setval(pg_get_serial_sequence('companies', 'id'), (SELECT max(id) FROM companies))`;
}

/** All rows of the demo, as they are after its history. */
function wholeWorld(): DemoWorld {
  const [named, madeUp] = [namedWorld, makeUpWorld()];
  const tables = Object.keys(named) as (keyof DemoWorld)[];
  const rows = tables.map((table) => [table, [...named[table], ...madeUp[table]]]);
  return Object.fromEntries(rows) as DemoWorld;
}

/**
 * Fills an empty, migrated database with the demo world, in one transaction: the named users, OMSs, accounts
 * and companies, a few hundred made-up ones, the same in every database, and an audit log of the last days.
 *
 * @param now the audit log ends on the day before
 * @returns the ends of the audit log for which checkpoints were made
 * @throws Error when the database contains rows
 */
export async function seedDemoWorld(db: PrismaClient, now: Date = new Date()): Promise<PastHead[]> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const world = wholeWorld();
  const history = makeHistory(world, now);
  return db.$transaction(async (tx) => {
    await refuseUnlessEmpty(tx);
    await insert(tx, world, passwordHash);
    await insertLostRows(tx, history);
    await advanceSequences(tx);
    return writeHistory(tx, history.calls);
  });
}
