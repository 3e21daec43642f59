import { beforeAll, describe, expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { ROLE_NAMES } from '../companies/types';
import { newActor, signInAs } from '../testing/actors';
import { makeMany } from '../testing/many-rows';
import { type ListName, type Row, readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';
import type { Page } from './paging';

// Each search is compared with a plain one: all rows of the list, in its order, of which the matching ones are
// chosen here. The limits decide how PostgreSQL is asked, so each search runs with several.

const limits = vi.hoisted(() => ({ names: 5_000, rows: 2_000 }));
vi.mock('./search-limits', () => ({
  get MAX_NAMES() {
    return limits.names;
  },
  get MAX_ROWS() {
    return limits.rows;
  },
}));

setUpTestDatabase();

type Kind = 'user' | 'operator' | 'oms' | 'account' | 'company';
interface Place {
  kind: Kind;
  name: (row: Row) => string | null;
  id: (row: Row) => number;
}
const place = (kind: Kind, name: string, id: string): Place => ({
  kind,
  name: (row) => row[name] as string | null,
  id: (row) => row[id] as number,
});

const SIZE = 25;
const FIRST = ['quinn', 'Zoe', 'anna', 'Smila', 'o’hara', 'ÜNA', 'jo', 'a', 'smithers', '#1', 'zo'];
const LAST = [
  'smith',
  'Smit',
  'zorn',
  'Johnson',
  'smi%',
  'q_x',
  'ann',
  'ünal',
  'mismith',
  'zo',
  '🌾 field',
  'a a a',
];
const JOINTS = ['.', ' ', '-', '_', ', ', ' & ', "'"];
const TERMS = ['q', 'zo', 'ü', '🌾', 'smi', 'mith', 'oe zo', 'ann', '’h', '12'];

let counter = 0;
/** A name that no other thing has. */
function newName(): string {
  counter += 1;
  const at = <T>(list: readonly T[], step: number) => list[Math.floor(counter / step) % list.length] as T;
  return `${at(FIRST, 1)}${at(JOINTS, 3)}${at(LAST, 1)}${counter % 3 === 0 ? '' : at(JOINTS, 2)}${counter}`;
}

/** What the words of a name are, as search understands them. */
function wordsOf(name: string): string[] {
  const letters = [...name.toLowerCase()];
  const isPart = (letter = ' ') => /[\p{L}\p{N}]/u.test(letter);
  const isSign = (letter = ' ') => !isPart(letter) && !/[\s._,-]/.test(letter);
  const begins = letters.map((letter, at) => isSign(letter) || (isPart(letter) && !isPart(letters[at - 1])));
  return letters.flatMap((_, at) => (at === 0 || begins[at] ? [letters.slice(at).join('')] : []));
}
const beginsWord = (name: string, term: string) =>
  wordsOf(name).some((word) => word.startsWith(term.toLowerCase()));
const hasPart = (name: string, term: string) => name.toLowerCase().includes(term.toLowerCase());

const namesOf: Record<Kind, string[]> = { user: [], operator: [], oms: [], account: [], company: [] };
const actors: Record<string, Actor> = {};
let ids: { oms: number; user: number };

beforeAll(async () => {
  const db = database();
  const omses = await makeMany(40, () => create.oms(db, { name: newName() }));
  const users = await makeMany(80, (index) =>
    create.user(db, {
      userName: newName(),
      ...(index % 3 === 0 && { permissions: ['Operator'], operatorName: newName() }),
    }),
  );
  const at = <T>(list: T[], index: number) => list[index % list.length] as T;
  const accounts = await makeMany(80, (index) =>
    create.account(db, { handle: newName(), omsId: at(omses, index * index).id }),
  );
  const companies = await makeMany(40, () => create.company(db, { name: newName() }));
  await makeMany(120, (index) =>
    create.link(db, {
      userId: at(users, index).id,
      accountId: at(accounts, index * 7 + Math.floor(index / 80) * 3).id,
    }),
  );
  const operators = users.filter((_, index) => index % 3 === 0);
  await makeMany(80, (index) =>
    create.assignment(db, {
      operatorId: at(operators, index).id,
      omsId: at(omses, index + Math.floor(index / 27)).id,
    }),
  );
  await makeMany(100, (index) =>
    create.role(db, {
      userId: at(users, index).id,
      companyId: at(companies, index * 3 + Math.floor(index / 150)).id,
      role: at([...ROLE_NAMES], index),
    }),
  );
  const coAdmin = await create.user(db, { userName: newName() });
  for (const company of companies.slice(0, 12)) {
    await create.role(db, { userId: coAdmin.id, companyId: company.id, role: 'CoAdmin' });
  }
  actors.superuser = await newActor({
    permissions: ['SUPERUSER', 'PlatformAdmin', 'Operator'],
    operatorName: newName(),
  });
  actors.operator = await newActor({ permissions: ['Operator'] });
  actors.companyAdmin = await signInAs(coAdmin.id);
  namesOf.user = (await db.user.findMany()).map(({ userName }) => userName);
  namesOf.operator = (await db.operator.findMany()).map(({ name }) => name);
  namesOf.oms = omses.map(({ name }) => name);
  namesOf.account = accounts.map(({ handle }) => handle);
  namesOf.company = companies.map(({ name }) => name);
  ids = { oms: at(omses, 4).id, user: at(users, 7).id };
  await db.$executeRaw`ANALYZE`;
});

async function allRows(
  actor: Actor,
  list: ListName,
  request: object,
): Promise<{ rows: Row[]; pages: Page<Row>[] }> {
  const pages: Page<Row>[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await readList(actor, list, {
      ...request,
      size: SIZE,
      ...(cursor && { cursor }),
    });
    pages.push(page);
    cursor = page.next;
  } while (cursor !== null);
  return { rows: pages.flatMap(({ rows }) => rows), pages };
}

/** Whether a search finds only words of the names of a kind that begin with the term. */
function findsOnlyWords(kind: Kind, term: string, isLookedUp: boolean): boolean {
  if ([...term].length < 3) return true;
  const words = namesOf[kind].flatMap((name) =>
    [...new Set(wordsOf(name))].filter((word) => beginsWith(word, term)),
  );
  return isLookedUp && words.length > limits.names;
}
const beginsWith = (word: string, term: string) => word.startsWith(term.toLowerCase());

const user = place('user', 'userName', 'userId');
const person = place('user', 'name', 'id');
const links = [user, place('account', 'accountHandle', 'accountId')];
const roles = [user, place('company', 'companyName', 'companyId')];
const CASES: { list: ListName; places: Place[]; request?: () => object; by?: string }[] = [
  { list: 'account-links', places: links, request: () => ({ sort: 'user' }) },
  {
    list: 'account-links',
    places: links,
    request: () => ({ sort: 'account', direction: 'desc' }),
    by: 'operator',
  },
  { list: 'account-links', places: links, request: () => ({ filters: { oms: ids.oms } }) },
  { list: 'account-links', places: links, request: () => ({ filters: { user: ids.user } }) },
  {
    list: 'operators',
    places: [place('operator', 'operatorName', 'operatorId'), place('oms', 'omsName', 'omsId')],
    by: 'operator',
  },
  { list: 'company-roles', places: roles, request: () => ({ sort: 'user' }) },
  { list: 'company-roles', places: roles, request: () => ({ filters: { role: 'CoAgent' } }) },
  { list: 'company-roles', places: roles, by: 'companyAdmin' },
  { list: 'people', places: [person] },
  { list: 'people', places: [person], by: 'companyAdmin' },
  { list: 'users', places: [person, place('operator', 'operatorName', 'id')], by: 'operator' },
  { list: 'users', places: [person], by: 'companyAdmin' },
  { list: 'accounts', places: [place('account', 'name', 'id')] },
  { list: 'companies', places: [place('company', 'name', 'id')], by: 'companyAdmin' },
];

describe.each([
  ['few names match', { names: 5_000, rows: 0 }],
  ['some names are many', { names: 8, rows: 0 }],
  ['all names are many', { names: 0, rows: 0 }],
  ['few rows are left by filters and scope', { names: 0, rows: 2_000 }],
])('a search where %s', (_, how) => {
  beforeAll(() => {
    Object.assign(limits, how);
  });

  it.each(CASES)(
    'finds in $list what a plain search finds, on all pages',
    async ({ list, places, request, by }) => {
      const actor = actors[by ?? 'superuser'] as Actor;
      const asked = request?.() ?? {};
      const { rows: all } = await allRows(actor, list, asked);
      const isLimited = 'filters' in asked || by === 'companyAdmin';
      const isLookedUp = !(isLimited && all.length <= limits.rows);
      for (const given of TERMS) {
        const term = given.trim();
        const expected = all.filter((row) =>
          places.some(({ kind, name, id }) => {
            const text = name(row);
            if (String(id(row)) === term) return true;
            if (text === null) return false;
            return findsOnlyWords(kind, term, isLookedUp) ? beginsWord(text, term) : hasPart(text, term);
          }),
        );
        const { rows, pages } = await allRows(actor, list, { ...asked, search: given });
        expect(rows, `for ${term}`).toEqual(expected);
        for (const { total } of pages) {
          if (total.isMore) {
            expect(how.names, `for ${term}`).toBeLessThan(100);
            expect(total.count, `for ${term}`).toBeLessThanOrEqual(expected.length);
          } else expect(total.count, `for ${term}`).toBe(expected.length);
        }
        const last = pages.at(-1);
        if (last?.previous) {
          const before = await readList(actor, list, {
            ...asked,
            search: given,
            size: SIZE,
            cursor: last.previous,
          });
          expect(before.rows, `for ${term}, back`).toEqual(pages.at(-2)?.rows);
        }
      }
    },
  );
});
