import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { answered, malformed, observeCall } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { searchEverywhere } from './search-everywhere';
import { HIT_KINDS, SEARCH_KINDS, type SearchKind } from './types';

setUpTestDatabase();

let actor: Actor;

const search = (term: unknown) => observeCall(() => searchEverywhere.run(actor, { term }, contextOf()));
const namesFor = async (term: string) => (await search(term)).reply?.map(({ name }) => name);

/** Makes a thing of each kind with a name, and with an id if one is given. */
const MAKE: Record<SearchKind, (name: string, id?: number) => Promise<unknown>> = {
  person: (userName, id) => create.user(database(), { userName, ...(id && { id }) }),
  oms: (name, id) => create.oms(database(), { name, ...(id && { id }) }),
  account: async (handle, id) => {
    const { id: omsId } = await create.oms(database());
    return create.account(database(), { omsId, handle, ...(id && { id }) });
  },
  company: (name, id) => create.company(database(), { name, ...(id && { id }) }),
};

beforeAll(async () => {
  actor = await newActor({ permissions: ['SUPERUSER'], userName: 'actor' });
});

describe.each(SEARCH_KINDS)('a search for things of the kind %s', (kind) => {
  const named = (words: string) => `${words} ${kind}`;

  beforeAll(async () => {
    for (const words of ['Quince', 'quince tree', 'The quinces', 'xquince', 'Medlar']) {
      await MAKE[kind](words === 'Quince' ? words : named(words));
    }
    for (const words of ['Half % off', 'Half X off', 'snake_case', 'snakeXcase', 'back\\slash', 'Ünï 🌾']) {
      await MAKE[kind](named(words));
    }
  });

  it('ranks an exact match first, then names that begin with the term, then those that contain it', async () => {
    const hits = (await search('quince')).reply?.filter((hit) => hit.kind === kind);
    const names = ['Quince', named('quince tree'), named('The quinces'), named('xquince')];
    expect(hits?.map(({ name }) => name)).toEqual(names);
    expect(hits).toEqual(names.map((name) => ({ kind, id: expect.any(Number), name, alias: null })));
  });

  it.each<[string, string[]]>([
    ['f % O', ['Half % off']],
    ['e_c', ['snake_case']],
    ['k\\s', ['back\\slash']],
    ['ünï', ['Ünï 🌾']],
    ['ï 🌾', ['Ünï 🌾']],
    // A term of one or two letters matches only the beginning of a name.
    ['ün', ['Ünï 🌾']],
    ['ï 🌾'.slice(0, 2), []],
    ['  MEDLAR ', ['Medlar']],
    ['nothing like it', []],
  ])('matches the term %j literally', async (term, words) => {
    const hits = (await search(term)).reply?.filter((hit) => hit.kind === kind);
    expect(hits?.map(({ name }) => name)).toEqual(words.map(named));
  });

  it('finds a whole id, ranked before an equal name, and does not find a part of an id', async () => {
    const id = 70_000 + SEARCH_KINDS.indexOf(kind);
    await MAKE[kind](named(String(id + 10)), id);
    await MAKE[kind](String(id));
    const hits = (await search(String(id))).reply?.filter((hit) => hit.kind === kind);
    expect(hits?.map(({ name }) => name)).toEqual([named(String(id + 10)), String(id)]);
    const part = (await search(String(id).slice(1))).reply ?? [];
    expect(part.some((hit) => hit.id === id && hit.kind === kind)).toBe(false);
  });

  it('returns at most six hits, the best matches', async () => {
    for (let nth = 1; nth <= 8; nth += 1) await MAKE[kind](named(`Plum ${nth}`));
    await MAKE[kind](named('A plum'));
    expect((await search('plum')).reply?.filter((hit) => hit.kind === kind)).toHaveLength(6);
    expect(await namesFor(named('A plum'))).toEqual([named('A plum')]);
  });
});

describe('a search', () => {
  it('finds a user once, by their operator name as well', async () => {
    const user = await create.user(database(), {
      userName: 'sorrel',
      permissions: ['Operator'],
      operatorName: 'Night Desk',
    });
    const hit = { kind: 'person', id: user.id, name: 'sorrel', alias: 'Night Desk' };
    expect(await search('night')).toEqual(answered([hit]));
    const byId = (await search(String(user.id))).reply?.filter(({ kind }) => kind === 'person');
    expect(byId).toMatchObject([{ id: user.id, name: 'sorrel' }]);
    const both = await create.user(database(), { userName: 'fennel', permissions: ['Operator'] });
    expect((await search('fennel')).reply).toMatchObject([{ id: both.id, name: 'fennel' }]);
  });

  it.each(SEARCH_KINDS)('for a kind and a number finds only the %s with that id', async (kind) => {
    const id = 71_000 + SEARCH_KINDS.indexOf(kind);
    const noun = kind === 'person' ? 'User' : kind;
    for (const one of SEARCH_KINDS) await MAKE[one](`mulberry ${kind} ${one}`, id);
    expect(await namesFor(`${noun} ${id}`)).toEqual([`mulberry ${kind} ${kind}`]);
    expect(await namesFor(`${noun} ${id}0`)).toEqual([]);
  });

  it('for a number finds everything with that id, and the audit entry with that number', async () => {
    const [id, target] = [72_000, 'the entry'];
    // No test here verifies the chain.
    await database().$executeRaw`
      INSERT INTO audit_entries (seq, at, actor_id, actor_name, door, call, outcome, error_code, target, request_id,
        correlation_id, request, prev, mac)
      VALUES (${id}, now(), ${actor.userId}, 'actor', 'console', 'ForceUserLogoff', 'done', 0, ${target}, 'a request',
        gen_random_uuid(), '{}', repeat('0', 64), repeat('0', 64))`;
    const kinds = async (by: Actor, term: string) =>
      (await searchEverywhere.run(by, { term }, contextOf()))
        .filter((hit) => hit.id === id)
        .map(({ kind }) => kind);
    const entry = { kind: 'entry', id, name: target, alias: null };
    expect((await search(`Entry ${id}`)).reply).toEqual([entry]);
    for (const kind of SEARCH_KINDS) await MAKE[kind](`elder ${kind}`, id);
    expect(await kinds(actor, String(id))).toEqual([...HIT_KINDS]);
    // The entry is another person's.
    const operator = await newActor({ permissions: ['Operator'] });
    expect(await kinds(operator, String(id))).toEqual(['person', 'oms', 'account']);
    expect(await kinds(operator, `entry ${id}`)).toEqual([]);
  });

  it('finds a person by their e-mail address, for actors who may see it', async () => {
    const { id } = await create.user(database(), { userName: 'hazel', email: 'Hazel@trees.example' });
    const hit = { kind: 'person', id, name: 'hazel', alias: null };
    expect(await search('hazel@trees.example')).toEqual(answered([hit]));
    expect(await search('HAZEL@t')).toEqual(answered([hit]));
    await create.company(database(), { name: 'wood', roles: [{ userId: id, role: 'CoAdmin' }] });
    const coAdmin = await signInAs(id);
    expect(await searchEverywhere.run(coAdmin, { term: 'hazel@trees.example' }, contextOf())).toEqual([]);
  });

  it('returns at most six people, found by user name or by operator name', async () => {
    for (let nth = 1; nth <= 6; nth += 1) {
      await create.user(database(), { userName: `damson ${nth}` });
      const operatorName = `damson desk ${nth}`;
      await create.user(database(), { userName: `trader ${nth}`, permissions: ['Operator'], operatorName });
    }
    expect((await search('damson')).reply).toHaveLength(6);
  });

  it.each<[string, unknown, string]>([
    ['an empty term', '', 'term must not be empty.'],
    ['spaces', '   ', 'term must not be empty.'],
    ['a NUL', 'a\0b', 'term must not contain a NUL character.'],
    ['a lone surrogate', 'a\uD800', 'term must not contain half a character.'],
    ['101 characters', 'x'.repeat(101), 'term must have at most 100 characters.'],
    ['a number', 7, 'term must be a string.'],
    ['no term', undefined, 'term is not given.'],
  ])('for %s is refused with code 100', async (_, term, detail) => {
    expect(await search(term)).toEqual(malformed(detail));
  });

  it.each(['x'.repeat(100), '2147483648', '99999999999', '-1', '1e3', "'; --"])(
    'for %s finds nothing',
    async (term) => {
      expect(await search(term)).toEqual(answered([]));
    },
  );
});
