import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { AUDITED_CALLS, ENTRY_KINDS } from '@/domain/audit-entries/types';
import { OUTCOMES } from '@/domain/call/audit/types';
import { ROLE_NAMES } from '@/domain/companies/types';
import { DEFAULT_PAGE_SIZE, DIRECTIONS, listRequest, PAGE_SIZES } from '@/domain/lists/paging';

/** The filters of a list, by name in the address. The domain defines which list accepts which. */
const filterParsers = {
  id: parseAsInteger,
  user: parseAsInteger,
  account: parseAsInteger,
  actor: parseAsInteger,
  subject: parseAsInteger,
  oms: parseAsInteger,
  company: parseAsInteger,
  role: parseAsStringLiteral(ROLE_NAMES),
  isOnly: parseAsStringLiteral(['yes'] as const),
  isDefault: parseAsStringLiteral(['yes'] as const),
  signIn: parseAsStringLiteral(['blocked'] as const),
  outcome: parseAsStringLiteral(OUTCOMES),
  kind: parseAsStringLiteral(ENTRY_KINDS),
  call: parseAsStringLiteral(AUDITED_CALLS),
  entries: parseAsString,
  from: parseAsString,
  to: parseAsString,
};

/** The complete state of a list. The address stores all of it, so bookmarks and the back button work. */
export const listParsers = {
  search: parseAsString.withDefault(''),
  sort: parseAsString,
  direction: parseAsStringLiteral(DIRECTIONS),
  size: parseAsNumberLiteral(PAGE_SIZES).withDefault(DEFAULT_PAGE_SIZE),
  cursor: parseAsString,
  /** The time zone of the filters `from` and `to`; without it they are days in UTC. */
  zone: parseAsString,
  ...filterParsers,
};

export type ListParams = inferParserType<typeof listParsers>;
export type FilterName = keyof typeof filterParsers;
export const FILTER_NAMES = Object.keys(filterParsers) as FilterName[];

/** Sets a filter to the value of a form field; an empty or invalid one clears it. */
export const filterFrom = (name: FilterName, text: string): Partial<ListParams> => ({
  [name]: text === '' ? null : filterParsers[name].parse(text),
});

/** Reads a page's searchParams. Invalid values count as not given. */
export const loadListParams = createLoader(listParsers);

/** Writes the query of a list's address, without defaults. */
export const listQuery = createSerializer(listParsers);

/** The first page of a list without filters. */
export const initialParams: ListParams = {
  search: '',
  sort: null,
  direction: null,
  size: DEFAULT_PAGE_SIZE,
  cursor: null,
  zone: null,
  id: null,
  user: null,
  account: null,
  actor: null,
  subject: null,
  oms: null,
  company: null,
  role: null,
  isOnly: null,
  isDefault: null,
  signIn: null,
  outcome: null,
  kind: null,
  call: null,
  entries: null,
  from: null,
  to: null,
};

/** Whether the first day is after the last, so that no row can be in between. */
export const areDaysReversed = ({ from, to }: Pick<ListParams, 'from' | 'to'>) =>
  from !== null && to !== null && from > to;

/** The request of a list operation, with fields left out instead of null. */
export const requestOf = (params: ListParams) =>
  listRequest(Object.fromEntries(Object.entries(params).filter(([, value]) => value !== null)));
