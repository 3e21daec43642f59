import type { RestoreFacts } from '@/domain/audit-entries/types';
import { partsOf, type TargetPart } from '../audit/target-parts';
import { asSaid, plainWords, type Sentence, sentence } from '../ui/sentence';
import { LISTED, type StateChange } from '../ui/state-changes';

/** The parts of the target of what each call restores. The first is the person. */
const TARGETS: Record<string, readonly TargetPart[]> = {
  AddOperatorOMS: ['operator', 'OMS'],
  AddUserAccount: ['user', 'account'],
  UpdateCompanyAddRoles: ['user', 'word', 'company'],
};

interface Link {
  person: Sentence;
  thing: Sentence;
}

function linkOf({ call, target }: RestoreFacts, options = {}): Link[] {
  const [person, thing, company] = partsOf(target, TARGETS[call] ?? ['word'], options) ?? [];
  if (!person || !thing) return [];
  return [{ person, thing: company ? sentence`${thing} of ${company}` : thing }];
}

/** What each call makes so again. */
const AGAIN: Record<string, (link: Link) => Sentence> = {
  AddOperatorOMS: ({ person, thing }) => sentence`${person} will manage ${thing} again.`,
  AddUserAccount: ({ person, thing }) => sentence`${person} will be linked to ${thing} again.`,
  UpdateCompanyAddRoles: ({ person, thing }) => sentence`${person} will be ${thing} again.`,
};

/** What will be so again once a removal is restored, with the ids of all that it is about. */
export function restoredWords(facts: RestoreFacts): Sentence {
  const [link] = linkOf(facts, { withIds: true });
  return (link && AGAIN[facts.call]?.(link)) ?? sentence`${asSaid(facts.target)} will be in place again.`;
}

/** One row for each person, or one for each thing. */
function rowsBy(links: Link[], by: keyof Link): StateChange[] {
  const other = by === 'person' ? 'thing' : 'person';
  const rows = new Map<string, StateChange>();
  for (const link of links) {
    const key = plainWords(link[by]);
    const row = rows.get(key) ?? { label: link[by], now: [asSaid('None of these')], afterwards: [] };
    rows.set(key, { ...row, afterwards: [...row.afterwards, link[other]] });
  }
  return [...rows.values()];
}

/**
 * What is held before and after removals are restored, by person or by thing, whichever needs fewer rows. Nothing
 * where both need many.
 */
export function restoredAccess(facts: RestoreFacts[]): StateChange[] {
  const links = facts.flatMap((one) => linkOf(one));
  const byPerson = rowsBy(links, 'person');
  const byThing = rowsBy(links, 'thing');
  const rows = byPerson.length <= byThing.length ? byPerson : byThing;
  return rows.length <= LISTED ? rows : [];
}
