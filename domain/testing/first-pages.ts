import { z } from 'zod';
import { sizeOf } from '@/prisma/big-world/size';
import type { Actor } from '../call/actor';
import { lists } from '../registry';
import { LIST_NAMES, type ListName, readList } from './read-list';

/** In a small world some tables have fewer rows than a page, so numbers of blocks below this are not compared. */
export const FEW_BLOCKS = 500;

/** The same words of a search, and the OMSs by their size, are in worlds of any size. */
interface FirstPage {
  list: ListName;
  request: object;
}

function sortsOf(list: ListName): string[] {
  const request = z.toJSONSchema(lists[list].request, { io: 'input', unrepresentable: 'any' });
  return (request.properties as { sort: { enum: string[] } }).sort.enum;
}

const SEARCHED = [
  'account-links',
  'company-roles',
  'operators',
  'people',
  'accounts',
  'companies',
  'audit',
] as const;
const TERMS = ['q', 'smi', 'quinn.smith', 'nothing like it'];

/** First pages of all lists in a world of so many links, by what they show: in each order, filtered, and searched. */
export function firstPages(links: number): Map<string, FirstPage> {
  const { omses } = sizeOf({ links });
  const reads = new Map<string, FirstPage>();
  for (const list of LIST_NAMES) {
    for (const sort of sortsOf(list)) {
      for (const direction of ['asc', 'desc']) {
        reads.set(`${list} by ${sort} ${direction}`, { list, request: { sort, direction } });
      }
    }
  }
  for (const sort of ['user', 'account']) {
    for (const [which, oms] of Object.entries({ largest: 1, smallest: omses - 1, empty: omses })) {
      const request = { sort, filters: { oms } };
      reads.set(`account-links of the ${which} OMS by ${sort}`, { list: 'account-links', request });
    }
  }
  for (const sort of ['company', 'user']) {
    const request = { sort, filters: { role: 'CoAdmin' } };
    reads.set(`company-roles of CoAdmins by ${sort}`, { list: 'company-roles', request });
  }
  for (const list of SEARCHED) {
    for (const search of TERMS) reads.set(`${list} with "${search}"`, { list, request: { search } });
  }
  return reads;
}

/** Reads one of them. */
export function readFirstPage(actor: Actor, links: number, name: string) {
  const page = firstPages(links).get(name);
  if (!page) throw new Error(`There is no first page "${name}".`);
  return readList(actor, page.list, page.request);
}
