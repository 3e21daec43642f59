import type { AuditedCall, AuditRow } from '@/domain/audit-entries/types';
import { asSaid, type Sentence, sentence } from '../ui/sentence';
import { partsOf, type TargetPart } from './target-parts';

interface Phrase {
  /** What the actor did, and what they tried to do. */
  verbs: readonly [past: string, infinitive: string];
  /** The parts of the target that the phrase needs, in order: things with their ids, or a word without one. */
  parts: readonly TargetPart[];
  rest: (parts: readonly Sentence[], entry: PhrasedEntry) => Sentence;
  /** The rest after "restored", if the call restores a removal. */
  restored?: (parts: readonly Sentence[]) => Sentence;
  /** Whether the call is said in the past whatever its outcome. */
  isPast?: boolean;
}

export type PhrasedEntry = Pick<
  AuditRow,
  'call' | 'target' | 'outcome' | 'restores' | 'emailVerified' | 'permission'
>;

const NOTHING = sentence``;
const [first, second, third] = [0, 1, 2].map(
  (index) => (parts: readonly Sentence[]) => parts[index] ?? NOTHING,
) as [PartOf, PartOf, PartOf];
type PartOf = (parts: readonly Sentence[]) => Sentence;

const permissionOf = ({ permission }: PhrasedEntry) =>
  permission === null ? sentence`a permission` : sentence`the permission ${permission}`;

const PHRASES: Record<AuditedCall, Phrase> = {
  RemoveOperatorOMS: {
    verbs: ['unassigned', 'unassign'],
    parts: ['operator', 'OMS'],
    rest: (parts) => sentence`${first(parts)} from ${second(parts)}`,
  },
  RemoveUserAccount: {
    verbs: ['unlinked', 'unlink'],
    parts: ['user', 'account'],
    rest: (parts) => sentence`${first(parts)} from ${second(parts)}`,
  },
  RemoveUserRole: {
    verbs: ['removed', 'remove'],
    parts: ['user', 'word', 'company'],
    rest: (parts) => sentence`${second(parts)} of ${third(parts)} from ${first(parts)}`,
  },
  RemoveAllCoAdmins: {
    verbs: ['removed', 'remove'],
    parts: ['word', 'company'],
    rest: (parts) => sentence`all CoAdmins of ${second(parts)}`,
  },
  AddOperatorOMS: {
    verbs: ['assigned', 'assign'],
    parts: ['operator', 'OMS'],
    rest: (parts) => sentence`${first(parts)} to ${second(parts)}`,
    restored: (parts) => sentence`${first(parts)} to ${second(parts)}`,
  },
  SetDefaultOperatorOMS: {
    verbs: ['made', 'make'],
    parts: ['operator', 'OMS'],
    rest: (parts) => sentence`${second(parts)} the default of ${first(parts)}`,
  },
  AddUserAccount: {
    verbs: ['linked', 'link'],
    parts: ['user', 'account'],
    rest: (parts) => sentence`${first(parts)} to ${second(parts)}`,
    restored: (parts) => sentence`the link of ${first(parts)} to ${second(parts)}`,
  },
  UpdateCompanyAddRoles: {
    verbs: ['gave', 'give'],
    parts: ['user', 'word', 'company'],
    rest: (parts) => sentence`${first(parts)} ${second(parts)} in ${third(parts)}`,
    restored: (parts) => sentence`${second(parts)} of ${third(parts)} to ${first(parts)}`,
  },
  AddUserPermission: {
    verbs: ['granted', 'grant'],
    parts: ['user'],
    rest: (parts, entry) => sentence`${permissionOf(entry)} to ${first(parts)}`,
  },
  RevokeUserPermission: {
    verbs: ['revoked', 'revoke'],
    parts: ['user'],
    rest: (parts, entry) => sentence`${permissionOf(entry)} from ${first(parts)}`,
  },
  // SetUserInfo can also be refused because it asks for something else.
  SetUserInfo: { verbs: ['changed', 'change'], parts: ['user'], rest: (parts) => sentence`${first(parts)}` },
  UnlockUser: {
    verbs: ['cleared', 'clear'],
    parts: ['user'],
    rest: (parts) => sentence`failed sign-ins of ${first(parts)}`,
  },
  ForceUserLogoff: {
    verbs: ['ended', 'end'],
    parts: ['user'],
    rest: (parts) => sentence`all sessions of ${first(parts)}`,
  },
  EndSession: { verbs: ['ended', 'end'], parts: [], rest: () => sentence`a session of their own` },
  EndOtherSessions: { verbs: ['ended', 'end'], parts: [], rest: () => sentence`all their other sessions` },
  ExportAuditLog: { verbs: ['exported', 'export'], parts: ['word'], rest: first },
  ExportEvidence: { verbs: ['exported', 'export'], parts: ['word'], rest: first },
  Restore: { verbs: ['restored', 'restore'], parts: ['word'], rest: first },
  ChangeAuditKey: { verbs: ['changed', 'change'], parts: [], rest: () => sentence`the key of the audit log` },
  UnrecordedAttempts: {
    verbs: ['made', 'make'],
    parts: ['user', 'word'],
    rest: (parts) => sentence`${second(parts)}, refused or failed, which have no entries of their own`,
    isPast: true,
  },
};

const SIGN_IN: Record<'true' | 'false', Phrase> = {
  true: {
    verbs: ['unblocked', 'unblock'],
    parts: ['user'],
    rest: (parts) => sentence`sign-in of ${first(parts)}`,
  },
  false: {
    verbs: ['blocked', 'block'],
    parts: ['user'],
    rest: (parts) => sentence`sign-in of ${first(parts)}`,
  },
};

/** RemoveAllCoAdmins has an entry for each CoAdmin that it removed. Only a refused one is about all of them. */
const ONE_OF_ALL_CO_ADMINS: Phrase = {
  verbs: ['removed', 'remove'],
  parts: ['user', 'word', 'company'],
  rest: (parts) =>
    sentence`${second(parts)} of ${third(parts)} from ${first(parts)} by removing all CoAdmins`,
};

const phraseOf = ({ call, emailVerified, outcome }: PhrasedEntry): Phrase | undefined => {
  if (call === 'SetUserInfo' && emailVerified !== null) return SIGN_IN[`${emailVerified}`];
  if (call === 'RemoveAllCoAdmins' && outcome === 'done') return ONE_OF_ALL_CO_ADMINS;
  return Object.hasOwn(PHRASES, call) ? PHRASES[call as AuditedCall] : undefined;
};

/**
 * An entry as a sentence whose subject is the actor: "unassigned Marcus Chen from Derivatives", "tried to …",
 * "restored …". An unknown call, or a target of another form, is named as the entry has it.
 */
export function phrase(entry: PhrasedEntry): Sentence {
  const { call, target, outcome, restores } = entry;
  const known = phraseOf(entry);
  const parts = known && partsOf(target, known.parts);
  if (!known || !parts) return sentence`${asSaid(`${call}: `)}${target}`;
  const isTried = outcome !== 'done' && !known.isPast;
  const { restored } = known;
  const isRestoring = restores !== null && restored !== undefined;
  const [past, infinitive] = isRestoring ? ['restored', 'restore'] : known.verbs;
  const rest = isRestoring ? restored(parts) : known.rest(parts, entry);
  return sentence`${asSaid(isTried ? `tried to ${infinitive}` : past)} ${rest}`;
}
