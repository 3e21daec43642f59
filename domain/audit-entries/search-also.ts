import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { OUTCOMES } from '../call/audit/types';
import { REASONS } from '../call/types';
import { idIn } from '../lists/search-term';
import { isAbout } from './scope';
import { ACTIONS } from './types';

/** A shorter term is part of too many labels. */
const SHORTEST = 3;

const idColumns = ['actor_id', 'oms_id', 'account_id', 'company_id'].map((column) =>
  Prisma.raw(`e.${column}`),
);

/**
 * The condition that an entry has an outcome. The outcome is part of the statement, because the index is
 * partial: a parameter would keep the planner from using it.
 */
export const hasOutcome = (outcome: (typeof OUTCOMES)[number]) =>
  Prisma.raw(`e.outcome = '${outcome}'::audit_outcome`);

/** The keys whose label contains a term, in any case. */
const keysOf = (labels: Record<string, string>, term: string) =>
  Object.entries(labels)
    .filter(([key, label]) => key.toLowerCase().includes(term) || label.toLowerCase().includes(term))
    .map(([key]) => key);

/** What a search in the audit log finds besides texts: ids, actions, outcomes and reasons by their labels. */
export function searchAlso(term: string, actor: Actor): Prisma.Sql[] {
  const id = idIn(term);
  const word = term.toLowerCase();
  const [calls, reasons] = word.length < SHORTEST ? [[], []] : [keysOf(ACTIONS, word), keysOf(REASONS, word)];
  const outcome = OUTCOMES.find((name) => name === word);
  return [
    ...(id === undefined ? [] : idColumns.map((column) => Prisma.sql`${column} = ${id}`)),
    ...(id === undefined ? [] : [isAbout(actor, id)]),
    ...(calls.length > 0 ? [Prisma.sql`e.call = ANY (${calls}::text[])`] : []),
    ...(reasons.length > 0 ? [Prisma.sql`e.reason_code = ANY (${reasons}::text[])`] : []),
    ...(outcome ? [hasOutcome(outcome)] : []),
  ];
}
