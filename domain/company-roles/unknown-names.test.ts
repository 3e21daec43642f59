import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
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
  const { id: userId } = await create.user(db);
  member = await create.user(db);
  company = await create.company(db, {
    roles: [
      { userId, role: 'CoAdmin' },
      { userId: member.id, role: 'CoAgent' },
    ],
  });
  coAdmin = await signInAs(userId);
});

/** The result of adding a role to a named user: "done" or the error, with the number of seconds masked. */
async function addRoleTo(
  userName: string,
  { actor = coAdmin, companyName = company.name } = {},
): Promise<string> {
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

async function useUpUnknownNames(): Promise<void> {
  for (const nth of numbers(21)) await addRoleTo(unknown(nth));
}

describe('a CoAdmin who names people who do not exist', () => {
  it('gets a "no such user" refusal 20 times within an hour, and then has to wait', async () => {
    for (const nth of numbers(20)) {
      expect(await addRoleTo(unknown(nth))).toBe(`Resource Not Found: There is no user ${unknown(nth)}.`);
    }
    expect(await addRoleTo(unknown(20))).toMatch(
      /^Operation Failed: You have named more than 20 people .* in some seconds\.$/,
    );
  });

  it('gets no more of these refusals by naming many people at once', async () => {
    const refusals = await Promise.all(numbers(60).map((nth) => addRoleTo(unknown(nth))));
    expect(refusals.filter((detail) => detail.startsWith('Resource Not Found')).length).toBeLessThanOrEqual(
      20,
    );
  });

  it('then gets the same refusal for people who exist, but may still name members', async () => {
    await useUpUnknownNames();
    const nonMember = await create.user(database());
    const detail = await addRoleTo(unknown(30));
    expect(detail).toMatch(/^Operation Failed: You have named/);
    expect(await addRoleTo(nonMember.userName)).toBe(detail);
    expect(await database().companyRole.count({ where: { userId: nonMember.id } })).toBe(0);
    expect(await addRoleTo(member.userName)).toBe('done');
  });

  it('learns nothing about a foreign company from this limit', async () => {
    const other = await create.company(database());
    const refused = await addRoleTo(member.userName, { companyName: other.name });
    await useUpUnknownNames();
    expect(await addRoleTo(unknown(30), { companyName: other.name })).toBe(refused);
    expect(await addRoleTo(member.userName, { companyName: 'no such company' })).toBe(refused);
  });

  it('does not limit other CoAdmins, nor a PlatformAdmin', async () => {
    await useUpUnknownNames();
    const another = await create.user(database());
    await create.role(database(), { companyId: company.id, userId: another.id, role: 'CoAdmin' });
    const [nonMember, further] = [await create.user(database()), await create.user(database())];
    expect(await addRoleTo(nonMember.userName, { actor: await signInAs(another.id) })).toBe('done');
    const overseer = await newActor({ permissions: ['PlatformAdmin'] });
    for (const nth of numbers(25)) {
      expect(await addRoleTo(unknown(nth), { actor: overseer })).toMatch(/^Resource Not Found/);
    }
    expect(await addRoleTo(further.userName, { actor: overseer })).toBe('done');
  });
});
