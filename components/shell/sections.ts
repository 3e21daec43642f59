import { IconLayoutDashboard, IconUsers } from '@tabler/icons-react';
import { can, overseesAll, type Rights } from '@/domain/call/permissions';
import { RESOURCE_NAMES, RESOURCES } from '../resources/config';
import { HREFS } from '../ui/hrefs';

const COMPANIES = '/company-roles';

const SECTIONS = [
  { href: '/', label: 'Overview', icon: IconLayoutDashboard, permission: null },
  { href: '/people', label: 'People', icon: IconUsers, permission: 'people:read' as const },
  ...RESOURCE_NAMES.map((name) => ({ href: `/${name}`, ...RESOURCES[name] })),
];

/**
 * The sections of the navigation that the actor may open, each with the address that it leads to. To the CoAdmin of
 * one company, the section of companies is that company.
 */
export const sectionsFor = (rights: Rights) =>
  SECTIONS.filter(({ permission }) => permission === null || can(rights, permission)).map((section) => {
    const [company, ...others] = rights.adminOf;
    return section.href === COMPANIES && company && others.length === 0 && !overseesAll(rights)
      ? { ...section, label: 'Company', leadsTo: HREFS.company(company.id) }
      : { ...section, leadsTo: section.href };
  });

/** Where the pages below a list are, if their address does not begin with the list's. */
const ELSEWHERE: Record<string, string> = { findings: '/', companies: COMPANIES };

/** The address of the section that a page belongs to. */
export function sectionOf(pathname: string): string {
  const [, first = ''] = pathname.split('/');
  return ELSEWHERE[first] ?? `/${first}`;
}
