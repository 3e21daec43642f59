import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Company } from '@/prisma/generated/client';
import type { RoleName } from '../companies/types';

const ROLES: [RoleName, string[]][] = [
  ['CoAdmin', ['jsmith', 'jdoe', 'bjones']],
  ['CoShareholder', ['jsmith', 'tsmith', 'jdoaks']],
  ['CoAgent', ['jdoaks']],
];

/**
 * Makes the company of RemoveUserRole's documentation page, with every fact of its sample reply. It can exist
 * only once per database, because the names are the documented ones.
 *
 * @returns the company, and the ids of its users by name
 */
export async function makeDocumentedCompany(): Promise<{ company: Company; ids: Record<string, number> }> {
  const ids: Record<string, number> = {};
  for (const userName of new Set(ROLES.flatMap(([, names]) => names))) {
    ids[userName] = (await create.user(database(), { userName })).id;
  }
  const company = await create.company(database(), {
    name: 'Windmill Farm, Inc.',
    incorporationDate: new Date('2018-08-17T17:57:56Z'),
    assets: [
      { name: 'WMFS', onExchangeBalance: 100_000 },
      { name: 'JIV', onExchangeBalance: 20_000 },
    ],
    roles: ROLES.flatMap(([role, names]) => names.map((name) => ({ role, userId: ids[name] ?? 0 }))),
  });
  return { company, ids };
}
