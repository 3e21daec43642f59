import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { can } from '../call/permissions';
import type { Tx } from '../call/transaction';
import { managesCompany } from '../companies/scope';
import { canOperate } from '../operators/find';
import { isNotBlocked } from '../users/find';
import type { Unattended } from './types';

/** The most names of each kind. */
const TOLD = 5;

/** OMSs that no other operator can manage. */
const readOmses = (tx: Tx, userId: number) => tx.$queryRaw<{ name: string }[]>`
  SELECT m.name FROM operator_omses l JOIN omses m ON m.id = l.oms_id
  WHERE l.operator_id = ${userId} AND NOT EXISTS (SELECT FROM operator_omses x
    WHERE x.oms_id = l.oms_id AND x.operator_id <> l.operator_id AND ${canOperate(Prisma.sql`x.operator_id`)})
  ORDER BY lower(m.name) LIMIT ${TOLD}`;

/** Companies that the actor manages and in which no other CoAdmin can sign in. */
const readCompanies = (tx: Tx, actor: Actor, userId: number) => tx.$queryRaw<{ name: string }[]>`
  SELECT c.name FROM company_roles r JOIN companies c ON c.id = r.company_id
  WHERE r.user_id = ${userId} AND r.role = 'CoAdmin' AND ${managesCompany(actor, Prisma.sql`c.id`)}
    AND NOT EXISTS (SELECT FROM company_roles x
      WHERE x.company_id = r.company_id AND x.role = 'CoAdmin' AND x.user_id <> r.user_id
        AND ${isNotBlocked(Prisma.sql`x.user_id`)})
  ORDER BY lower(c.name) LIMIT ${TOLD}`;

/**
 * Finds what no one would be left to manage if a user could no longer sign in, or lost the permission
 * Operator.
 *
 * @param actor limits the result to what they may see
 * @param isBlocked whether the user's sign-in would be blocked, so that they could not manage companies either
 * @returns a few names
 */
export async function readUnattended(
  tx: Tx,
  { actor, userId, isBlocked }: { actor: Actor; userId: number; isBlocked: boolean },
): Promise<Unattended> {
  const mayTellCompanies = isBlocked && can(actor, 'company-roles:read');
  const [omses, companies] = await Promise.all([
    can(actor, 'operators:read') ? readOmses(tx, userId) : [],
    mayTellCompanies ? readCompanies(tx, actor, userId) : [],
  ]);
  return { omses: omses.map(({ name }) => name), companies: companies.map(({ name }) => name) };
}
