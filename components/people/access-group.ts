import type { OpenSession } from '@/domain/sessions/types';
import type { PlanItem } from '../plan/plan-item';
import type { Named } from '../ui/named';
import type { Sentence } from '../ui/sentence';

/** One access of a person, with the step that removes it, if the actor may. */
export interface Access {
  key: string;
  /** The kind, if it differs from that of the group. */
  kind?: string;
  /** The target, if it has a page; otherwise null, and `words` describes it. */
  named: Named | null;
  words: string | Sentence;
  /** Text before the target's name, for example "CoAgent of". */
  before?: string;
  /** The OMS of an account. */
  where?: Sentence;
  isDefault?: boolean;
  /** Who else has it, or what its removal includes. */
  note: string | null;
  /** Given if nobody else can use it: what that makes of the person, such as "Only user". */
  alone?: string;
  /** The key of another access whose removal includes this one, and what to say when that is chosen. */
  takenBy?: string;
  takenWords?: string;
  /** Why the server would certainly refuse its removal, although the actor has the right. */
  refusal?: string | null;
  sessions?: OpenSession[];
  /** What removes it, and the name of the step. */
  verb: string;
  stepName: string | Sentence;
  item: PlanItem | null;
}

interface AccessKind {
  title: string;
  /** The kind of one access. */
  kind: string;
  /** What one access and several are called in a count; null if there is only ever one. */
  nouns: readonly [one: string, many: string] | null;
  /** What is so when none of it is left, if "None" does not say it. */
  none?: string;
}

/** The kinds of access. */
export const KINDS = {
  omses: { title: 'OMSs', kind: 'OMS', nouns: ['OMS', 'OMSs'] },
  accounts: { title: 'Accounts', kind: 'Account', nouns: ['account', 'accounts'] },
  roles: { title: 'Company roles', kind: 'Company role', nouns: ['role', 'roles'] },
  permissions: { title: 'Permissions', kind: 'Permission', nouns: ['permission', 'permissions'] },
  signIn: { title: 'Sign-in', kind: 'Sign-in', nouns: null, none: 'Sign-in blocked' },
} as const satisfies Record<string, AccessKind>;

/** The access of one kind that a person has. */
export interface AccessGroup extends AccessKind {
  all: Access[];
  /** Whether the person may have more of this kind that the actor may not see. */
  isPartial?: boolean;
  /** The count of further access that is not shown here, and the list that shows it. */
  more: { count: number; href: string } | null;
}

/** Makes an access with the step that removes it, if that is offered. */
export const access = (
  resource: PlanItem['resource'],
  given: Omit<Access, 'item' | 'verb' | 'stepName'> & {
    request: object;
    isOffered: boolean;
    /** The name of the step, if it differs from the name of the access. */
    step?: Sentence;
    isRestorable?: boolean;
  },
): Access => {
  const { request, isOffered, step: name = given.words, isRestorable = false, ...shown } = given;
  const step = { key: given.key, name, request, isRestorable };
  const item = { ...step, resource };
  return {
    ...shown,
    verb: resource.verb,
    stepName: name,
    item: isOffered && !given.refusal ? item : null,
  };
};

/** What further access the list at this address shows. */
export function moreOf(
  { count, rows }: { count: number; rows: unknown[] },
  href: string,
): AccessGroup['more'] {
  return count > rows.length ? { count: count - rows.length, href } : null;
}
