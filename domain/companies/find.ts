import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { overseesAll, type Permission } from '../call/permissions';
import type { RowLock } from '../call/row-lock';
import type { Tx } from '../call/transaction';
import { managesCompany, refuseCompany } from './scope';

export interface Company {
  id: number;
  name: string;
}

/**
 * Finds a company by its name if the actor manages it. It checks again once the company is locked.
 *
 * @param search `call` and `permission` are for the text of a refusal
 * @throws Refusal as refuseCompany, when the company does not exist or the actor does not manage it
 */
export async function findCompany(
  tx: Tx,
  search: { name: string; actor: Actor; lock: RowLock; call: string; permission: Permission },
): Promise<Company> {
  const { name, actor, lock, call, permission } = search;
  const scoped = () => tx.$queryRaw<Company[]>`
    SELECT c.id, c.name FROM companies c
    WHERE lower(c.name) = lower(${name}) AND c.name = ${name} AND ${managesCompany(actor, Prisma.sql`c.id`)} ${lock}`;
  const [found] = await scoped();
  if (found && overseesAll(actor)) return found;
  // The actor's role may have been removed while this waited for the lock.
  const [stillFound] = found ? await scoped() : [];
  if (stillFound) return stillFound;
  return refuseCompany(actor, { call, permission, name });
}
