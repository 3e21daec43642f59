import type { SearchKind } from '@/domain/search/types';
import { isSeen } from '@/domain/values/characters';

/** A thing with a name. */
export interface Named {
  kind: SearchKind;
  name: string;
  id: number;
}

const NOUNS: Record<SearchKind, string> = {
  person: 'user',
  oms: 'OMS',
  account: 'account',
  company: 'company',
};

/** The name of a thing, or where nothing of it can be seen its id, for example "user 12". */
export const nameOf = ({ kind, name, id }: Named): string => (isSeen(name) ? name : `${NOUNS[kind]} ${id}`);

/**
 * What must be typed to confirm something unusual: the name, or where nothing of it can be seen the id.
 *
 * @param label of the field for the name
 */
export const confirmationOf = (label: string, { kind, name, id }: Named) =>
  isSeen(name) ? { label, name } : { label: `Id of the ${NOUNS[kind]}`, name: String(id) };
