import { IconLayoutDashboard, IconUsers } from '@tabler/icons-react';
import { can, type Rights } from '@/domain/call/permissions';
import { RESOURCE_NAMES, RESOURCES } from '../resources/config';

const SECTIONS = [
  { href: '/', label: 'Overview', icon: IconLayoutDashboard, permission: null },
  { href: '/people', label: 'People', icon: IconUsers, permission: 'people:read' as const },
  ...RESOURCE_NAMES.map((name) => ({ href: `/${name}`, ...RESOURCES[name] })),
];

/** The sections of the navigation that the actor may open. */
export const sectionsFor = (rights: Rights) =>
  SECTIONS.filter(({ permission }) => permission === null || can(rights, permission));

/** Where the pages below a list are, if their address does not begin with the list's. */
const ELSEWHERE: Record<string, string> = { findings: '/', companies: '/company-roles' };

/** The address of the section that a page belongs to. */
export function sectionOf(pathname: string): string {
  const [, first = ''] = pathname.split('/');
  return ELSEWHERE[first] ?? `/${first}`;
}
