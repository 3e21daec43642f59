import type { HitKind } from '@/domain/search/types';
import { isSeen } from '@/domain/values/characters';

/** A target with a name. */
export interface Named {
  kind: HitKind;
  name: string;
  id: number;
}

const NOUNS: Record<HitKind, string> = {
  person: 'user',
  oms: 'OMS',
  account: 'account',
  company: 'company',
  entry: 'entry',
};

/** The name, or the id if the name has no visible character, for example "user 12". */
export const nameOf = ({ kind, name, id }: Named): string => (isSeen(name) ? name : `${NOUNS[kind]} ${id}`);

/**
 * What a person must type to confirm after a warning: the name, or the id if the name has no visible
 * character.
 *
 * @param label of the field for the name
 */
export const confirmationOf = (label: string, { kind, name, id }: Named) =>
  isSeen(name) ? { label, name } : { label: `Id of the ${NOUNS[kind]}`, name: String(id) };
