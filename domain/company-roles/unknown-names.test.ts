import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { giveRole, makeCompany, makeUser } from '@/prisma/factories';
import type { Company, User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { TooManyCalls } from '../call/errors';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { setUpTestDatabase } from '../testing/test-database';
import { updateCompanyAddRoles } from './add';

setUpTestDatabase();

const HOUR = 3_600;
let company: Company;
let coAdmin: Actor;
let member: User;

beforeEach(async () => {
  const db = database();
  const { id: userId } = await makeUser(db);
  member = await makeUser(db);
  company = await makeCompany(db, {
    roles: [
      { userId, role: 'CoAdmin' },
      { userId: member.id, role: 'CoAgent' },
    ],
  });
  coAdmin = await signInAs(userId);
});

/** What naming somebody comes to, without how many seconds are left. */
async function name(userName: string, { actor = coAdmin, companyName = company.name } = {}): Promise<string> {
  const request = { companyName, roleNames: ['CoShareholder'], userName };
  try {
    await updateCompanyAddRoles.run(actor, request, contextOf());
    return 'done';
  } catch (error) {
    if (error instanceof TooManyCalls) {
      expect(error.retryAfterSeconds).toBeGreaterThan(0);
      expect(error.retryAfterSeconds).toBeLessThanOrEqual(HOUR);
    }
    return (error as Error).message.replace(/\d+ seconds/, 'some seconds');
  }
}

const unknown = (nth: number) => `nobody ${nth} of ${company.name}`;
const numbers = (count: number) => Array.from({ length: count }, (_, nth) => nth);

async function useUp(): Promise<void> {
  for (const nth of numbers(21)) await name(unknown(nth));
}

describe('a CoAdmin who names people who do not exist', () => {
  it('is told so 20 times within an hour, and then has to wait', async () => {
    for (const nth of numbers(20)) {
      expect(await name(unknown(nth))).toBe(`Resource Not Found: There is no user ${unknown(nth)}.`);
    }
    expect(await name(unknown(20))).toMatch(
      /^Operation Failed: You have named more than 20 people .* in some seconds\.$/,
    );
  });

  it('is told so no more often by naming many at once', async () => {
    const told = await Promise.all(numbers(60).map((nth) => name(unknown(nth))));
    expect(told.filter((words) => words.startsWith('Resource Not Found')).length).toBeLessThanOrEqual(20);
  });

  it('then gets the same words for people who exist, but may still name members', async () => {
    await useUp();
    const stranger = await makeUser(database());
    const words = await name(unknown(30));
    expect(words).toMatch(/^Operation Failed: You have named/);
    expect(await name(stranger.userName)).toBe(words);
    expect(await database().companyRole.count({ where: { userId: stranger.id } })).toBe(0);
    expect(await name(member.userName)).toBe('done');
  });

  it('learns nothing of a company that is not theirs by it', async () => {
    const other = await makeCompany(database());
    const refused = await name(member.userName, { companyName: other.name });
    await useUp();
    expect(await name(unknown(30), { companyName: other.name })).toBe(refused);
    expect(await name(member.userName, { companyName: 'no such company' })).toBe(refused);
  });

  it('keeps no other CoAdmin, and nobody who may look at everybody, from naming people', async () => {
    await useUp();
    const another = await makeUser(database());
    await giveRole(database(), { companyId: company.id, userId: another.id, role: 'CoAdmin' });
    const [stranger, further] = [await makeUser(database()), await makeUser(database())];
    expect(await name(stranger.userName, { actor: await signInAs(another.id) })).toBe('done');
    const overseer = await newActor({ permissions: ['PlatformAdmin'] });
    for (const nth of numbers(25)) {
      expect(await name(unknown(nth), { actor: overseer })).toMatch(/^Resource Not Found/);
    }
    expect(await name(further.userName, { actor: overseer })).toBe('done');
  });
});
