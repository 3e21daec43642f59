import type { Actor } from '../call/actor';
import type { Query } from '../call/operation';
import type { Page } from '../lists/paging';
import { FINDINGS } from '../overview/types';
import { lists } from '../registry';
import { contextOf } from './actors';

export type ListName = keyof typeof lists;
export type Row = Record<string, unknown>;

export const LIST_NAMES = Object.keys(lists) as ListName[];

const OTHERS: ListName[] = [
  'people',
  'users',
  'omses',
  'accounts',
  'companies',
  'operator-people',
  'audit',
  ...FINDINGS,
];

/** The lists of what removals remove. */
export const LISTS_OF_LINKS = LIST_NAMES.filter((list) => !OTHERS.includes(list));

/** Reads a page of a list: the first one without filters, unless the request differs. */
export function readList(actor: Actor, list: ListName, request: object = {}): Promise<Page<Row>> {
  const query = lists[list] as Query<Page<unknown>> as Query<Page<Row>>;
  return query.run(actor, { filters: {}, ...request }, contextOf());
}
