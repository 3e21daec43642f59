import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { can } from '../call/permissions';
import { managesCompany } from '../companies/scope';
import type { Unattended } from './types';

/** Names that are told at most. */
const TOLD = 5;

const nobodyElse = (others: Prisma.Sql) =>
  Prisma.sql`NOT EXISTS (SELECT FROM ${others} AND u.email_verified)`;

/** OMSs that nobody else manages who holds the permission and can sign in. */
const readOmses = (userId: number) => database().$queryRaw<{ name: string }[]>`
  SELECT m.name FROM operator_omses l JOIN omses m ON m.id = l.oms_id
  WHERE l.operator_id = ${userId} AND ${nobodyElse(Prisma.sql`operator_omses x
    JOIN user_permissions p ON p.user_id = x.operator_id AND p.permission = 'Operator'
    JOIN users u ON u.id = x.operator_id WHERE x.oms_id = l.oms_id AND x.operator_id <> l.operator_id`)}
  ORDER BY lower(m.name) LIMIT ${TOLD}`;

/** Companies of the actor's in which no other CoAdmin can sign in. */
const readCompanies = (actor: Actor, userId: number) => database().$queryRaw<{ name: string }[]>`
  SELECT c.name FROM company_roles r JOIN companies c ON c.id = r.company_id
  WHERE r.user_id = ${userId} AND r.role = 'CoAdmin' AND ${managesCompany(actor, Prisma.sql`c.id`)}
    AND ${nobodyElse(Prisma.sql`company_roles x JOIN users u ON u.id = x.user_id
      WHERE x.company_id = r.company_id AND x.role = 'CoAdmin' AND x.user_id <> r.user_id`)}
  ORDER BY lower(c.name) LIMIT ${TOLD}`;

/**
 * What nobody would be left to look after if somebody could no longer sign in, or was no operator any more.
 *
 * @param actor who asks, and is told only what he may see
 * @param userId about whom
 * @param isBlocked whether he could not sign in at all, and so manage no company either
 * @returns a few names
 */
export async function readUnattended(actor: Actor, userId: number, isBlocked: boolean): Promise<Unattended> {
  const mayTellCompanies = isBlocked && can(actor, 'company-roles:read');
  const [omses, companies] = await Promise.all([
    can(actor, 'operators:read') ? readOmses(userId) : [],
    mayTellCompanies ? readCompanies(actor, userId) : [],
  ]);
  return { omses: omses.map(({ name }) => name), companies: companies.map(({ name }) => name) };
}
