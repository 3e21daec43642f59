import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '../database';
import { isNamed, type Naming, theOne } from '../naming';
import type { RowLock } from '../row-lock';

export interface Account {
  id: number;
  handle: string;
  omsId: number;
}

const columns = { id: Prisma.sql`id`, name: Prisma.sql`handle` };

/**
 * Finds an account as a request names it.
 *
 * @throws Refusal 104 when there is none, or id and handle point at different things
 */
export async function findAccount(tx: Tx, naming: Naming, lock: RowLock): Promise<Account> {
  const rows = await tx.$queryRaw<Account[]>`
    SELECT id, handle, oms_id AS "omsId" FROM accounts WHERE ${isNamed(columns, naming)} ${lock}`;
  return theOne(rows, 'account', naming);
}
