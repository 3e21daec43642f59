import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { standardError } from '../call/errors';
import { getCompany } from '../companies/get';
import { lists } from '../registry';
import { removals } from '../removals';
import { contextOf, signInAs } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

/** A company that exists but is not the actor's, and one that does not exist. */
let foreign: { id: number; name: string; userName: string };
const MISSING = { id: 2_147_483_647, name: 'No Such Company', userName: 'nosuchuser' };
let actors: Record<string, Actor>;

beforeAll(async () => {
  const db = database();
  const users = {
    CoAdmin: await create.user(db),
    CoAgent: await create.user(db),
    Operator: await create.user(db, { permissions: ['Operator'] }),
  };
  const member = await create.user(db);
  await create.company(db, { roles: [{ userId: users.CoAdmin.id, role: 'CoAdmin' }] });
  const company = await create.company(db, {
    id: 4_711_471,
    roles: [{ userId: member.id, role: 'CoAdmin' }],
  });
  // A role in it other than CoAdmin reveals nothing more about it.
  for (const { id: userId } of Object.values(users)) {
    await create.role(db, { companyId: company.id, userId, role: 'CoAgent' });
  }
  foreign = { ...company, userName: member.userName };
  actors = {};
  for (const [kind, { id }] of Object.entries(users)) actors[kind] = await signInAs(id);
});

type Thing = typeof MISSING;
const roleIn = ({ name, userName }: Thing) => ({ companyName: name, roleName: 'CoAdmin', userName });

const CALLS: Record<string, (actor: Actor, thing: Thing) => Promise<unknown>> = {
  RemoveUserRole: (actor, thing) => removals.RemoveUserRole.run(actor, roleIn(thing), contextOf()),
  'the preview of RemoveUserRole': (actor, thing) =>
    removals.RemoveUserRole.preview.run(actor, roleIn(thing), contextOf()),
  GetCompany: (actor, { id }) => getCompany.run(actor, { companyId: id }, contextOf()),
  'the list of roles, filtered': (actor, { id }) =>
    lists['company-roles'].run(actor, { filters: { company: id } }, contextOf()),
  'the list of roles, searched by company': (actor, { name }) =>
    lists['company-roles'].run(actor, { filters: {}, search: name }, contextOf()),
  'the list of roles, searched by user': (actor, { userName }) =>
    lists['company-roles'].run(actor, { filters: {}, search: userName }, contextOf()),
  'the list of companies, searched': (actor, { name }) =>
    lists.companies.run(actor, { filters: {}, search: name }, contextOf()),
  'the list of companies, searched by id': (actor, { id }) =>
    lists.companies.run(actor, { filters: {}, search: `${id}` }, contextOf()),
  'the audit list, filtered': (actor, { id }) =>
    lists.audit.run(actor, { filters: { company: id } }, contextOf()),
};

describe('a company outside the actor’s scope gives the same bytes as one that does not exist', () => {
  const cells = Object.keys(CALLS).flatMap((call) =>
    ['CoAdmin', 'CoAgent', 'Operator'].map((kind) => ({ call, kind })),
  );

  it.each(cells)('in $call, for a $kind', async ({ call, kind }) => {
    const bytesFor = async (thing: Thing) => {
      const actor = actors[kind];
      if (!actor) throw new Error(`There is no ${kind}.`);
      const { code, detail, reply } = await outcomeOf(CALLS[call]?.(actor, thing) ?? Promise.reject(call));
      return JSON.stringify(
        code === 20 ? standardError('not_authorized', detail ?? '') : { code, detail, reply },
      );
    };
    const bytes = await bytesFor(foreign);
    expect(bytes).toBe(await bytesFor(MISSING));
    for (const secret of [foreign.name, foreign.userName]) expect(bytes).not.toContain(secret);
  });
});
