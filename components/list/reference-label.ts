import type { Reference } from '@/domain/lists/types';
import type { SearchKind } from '@/domain/search/types';
import { revealHidden } from '@/domain/values/characters';
import { nameOf } from '../ui/named';
import type { ReferenceTo } from './list-resource';

const KINDS: Record<ReferenceTo['list'], SearchKind> = {
  people: 'person',
  'operator-people': 'person',
  omses: 'oms',
  accounts: 'account',
  companies: 'company',
};

/** The label of an option where only text is possible. */
export const labelOf = ({ list }: ReferenceTo, { id, name }: Reference): string =>
  revealHidden(nameOf({ kind: KINDS[list], id, name }));
