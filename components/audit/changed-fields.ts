import type { Json } from '@/domain/audit-entries/types';
import { escapeHidden } from '@/domain/values/characters';
import { asSaid, joined, plainWords, type Sentence, sentence } from '../ui/sentence';

/** The labels of fields whose names say too little. */
const LABELS: Record<string, string> = {
  IsDefault: 'Default OMS',
  isDefaultAccount: 'Default account',
  emailVerified: 'Can sign in',
  locked: 'Sign-in locked',
  numberOfFailedAttempt: 'Failed sign-ins',
  accountHandle: 'Account',
  companyName: 'Company',
  userName: 'Person',
  OMSId: 'OMS id',
  fingerprint: 'Key fingerprint',
};

/** "openSessions" → "Open sessions", "OperatorId" → "Operator id". */
function labelOf(field: string): string {
  const words = field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return LABELS[field] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const fieldsOf = (state: Json): Record<string, Json> =>
  typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {};

function inWords(value: Json | undefined): Sentence {
  if (value === undefined || value === null) return asSaid('–');
  if (Array.isArray(value)) return value.length === 0 ? asSaid('none') : joined(value.map(inWords));
  if (typeof value === 'string') return sentence`${value}`;
  if (typeof value === 'boolean') return asSaid(value ? 'yes' : 'no');
  return asSaid(typeof value === 'object' ? escapeHidden(JSON.stringify(value)) : String(value));
}

export interface FieldChange {
  label: string;
  before: Sentence;
  after: Sentence;
}

/** The fields of two states, those that differ apart from those that do not. */
export function compareStates(
  before: Json,
  after: Json,
): { changed: FieldChange[]; unchanged: FieldChange[] } {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].map((name) => ({
    label: labelOf(name),
    before: inWords(was[name]),
    after: inWords(is[name]),
  }));
  const isChanged = ({ before, after }: FieldChange) => plainWords(before) !== plainWords(after);
  return { changed: fields.filter(isChanged), unchanged: fields.filter((field) => !isChanged(field)) };
}
