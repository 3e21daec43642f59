import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import type { PermissionName } from '@/prisma/generated/enums';
import { makeAccountWorld, makeCompanyWorld, makeOperatorWorld } from './worlds';

export const KINDS = ['nobody', 'plain', 'Operator', 'CoAdmin', 'PlatformAdmin', 'SUPERUSER'] as const;
export type Kind = (typeof KINDS)[number];

const PERMISSIONS: Partial<Record<Kind, PermissionName[]>> = {
  Operator: ['Operator'],
  PlatformAdmin: ['PlatformAdmin'],
  SUPERUSER: ['SUPERUSER'],
};

/**
 * Creates a user of a kind and rows to see: an assignment, a link, a company of which the user is CoAdmin if
 * the kind is one, another company, and the id and name of a company that does not exist.
 */
export async function makeViewer(db: PrismaClient, kind: Kind) {
  const [assignment, link, companies] = [
    await makeOperatorWorld(db),
    await makeAccountWorld(db),
    await makeCompanyWorld(db),
  ];
  const user =
    kind === 'CoAdmin'
      ? companies.cara
      : await create.user(db, { userName: `${kind}-${companies.tag}`, permissions: PERMISSIONS[kind] ?? [] });
  const { _max } = await db.company.aggregate({ _max: { id: true } });
  const missing = { id: (_max.id ?? 0) + 1_000_000, name: `Missing ${companies.tag}` };
  return { user: kind === 'nobody' ? null : user, assignment, link, companies, missing };
}
