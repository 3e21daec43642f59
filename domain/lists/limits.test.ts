import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { newActor } from '../testing/actors';
import { makeMany } from '../testing/many-rows';
import { type ListName, readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const LARGEST_ID = 2_147_483_647;

let actor: Actor;

const read = (list: ListName, request: object) => readList(actor, list, request);

beforeAll(async () => {
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'], userName: 'actor' });
});

describe('a row with the largest possible id', () => {
  beforeAll(async () => {
    const db = database();
    const { id: omsId } = await create.oms(db, { id: LARGEST_ID });
    const account = await create.account(db, { id: LARGEST_ID, omsId });
    const operator = await create.user(db, { id: LARGEST_ID, permissions: ['Operator'] });
    await makeMany(30, async (index) => {
      await create.link(db, { userId: (await create.user(db)).id, accountId: account.id });
      await create.assignment(db, {
        operatorId: operator.id,
        omsId: (await create.oms(db, { name: `page ${index}` })).id,
      });
    });
  });

  it.each<[ListName, string]>([
    ['account-links', 'user'],
    ['operators', 'oms'],
  ])('is found by its id in the list %s, by %s, and its pages go forward and back', async (list, sort) => {
    const request = { search: `${LARGEST_ID}`, sort, size: 25 };
    const first = await read(list, request);
    expect(first.rows).toHaveLength(25);
    const second = await read(list, { ...request, cursor: first.next });
    expect(second.rows).toHaveLength(5);
    expect((await read(list, { ...request, cursor: second.previous })).rows).toEqual(first.rows);
  });

  it.each<[ListName, string, object]>([
    ['account-links', 'user', { filters: { oms: LARGEST_ID } }],
    ['operators', 'oms', { search: 'page' }],
  ])('does not end the pages of the list %s by %s', async (list, sort, filter) => {
    const request = { sort, size: 25, ...filter };
    const first = await read(list, request);
    expect((await read(list, { ...request, cursor: first.next })).rows).toHaveLength(5);
  });
});

describe('the count of a list', () => {
  it('is exact up to 1,000, and beyond that says that there are more', async () => {
    const db = database();
    await makeMany(999, (index) => create.oms(db, { name: `bulk ${index}` }));
    for (const [name, total] of [
      ['bulk 999', { count: 1_000, isMore: false }],
      ['bulk 1000', { count: 1_000, isMore: true }],
    ] as const) {
      await create.oms(db, { name });
      const page = await read('omses', { search: 'bulk', size: 25 });
      expect(page.total).toEqual(total);
      expect((await read('omses', { search: 'bulk', size: 25, cursor: page.next })).total).toEqual(total);
    }
  });
});
