import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { inTurn, NO_ROW } from '../call/in-turn';
import type { Permission } from '../call/permissions';
import { NO_LOCK, type RowLock } from '../call/row-lock';
import type { Tx } from '../call/transaction';
import { managesCompany, refuseCompany } from './scope';

export interface Company {
  id: number;
  name: string;
}

interface Search {
  name: string;
  actor: Actor;
  lock: RowLock;
  /** These two are for the text of a refusal. */
  call: string;
  permission: Permission;
}

/**
 * Finds a company by its name if the actor manages it, and what a query reads about it, in one round trip. It
 * checks again once the company is locked.
 *
 * @param about the query, from the company's id
 * @throws Refusal as refuseCompany, when the company does not exist or the actor does not manage it
 */
export async function findCompanyWith<Row extends object>(
  tx: Tx,
  search: Search,
  about: (companyId: Prisma.Sql) => Prisma.Sql,
): Promise<{ company: Company; rows: Row[] }> {
  const { name, actor, lock } = search;
  const scoped = (locked: RowLock) => Prisma.sql`
    SELECT c.id, c.name FROM companies c
    WHERE lower(c.name) = lower(${name}) AND c.name = ${name} AND ${managesCompany(actor, Prisma.sql`c.id`)} ${locked}`;
  const [, found, rows] = await inTurn<[Company, Company, Row]>(tx, [
    scoped(lock),
    // The actor's role may have been removed while this waited for the lock.
    scoped(lock),
    about(Prisma.sql`(SELECT id FROM (${scoped(NO_LOCK)}) named)`),
  ]);
  return { company: found[0] ?? refuseCompany(actor, search), rows };
}

/** As findCompanyWith, for the company alone. */
export async function findCompany(tx: Tx, search: Search): Promise<Company> {
  return (await findCompanyWith(tx, search, () => NO_ROW)).company;
}
