import Link from 'next/link';
import { can, type Rights, seesEverybody } from '@/domain/call/permissions';
import classes from './try-this.module.css';

interface Task {
  text: string;
  href: string;
  /** Whether a user may do it. The page would refuse the others. */
  isFor: (rights: Rights) => boolean;
}

const WINDMILL_FARM = 1;

/** What the rows and the audit log of the demo world are made for. */
const TASKS: readonly Task[] = [
  {
    text: 'jdoaks left: remove everything',
    href: '/people/12',
    isFor: (rights) => seesEverybody(rights) || rights.adminOf.some(({ id }) => id === WINDMILL_FARM),
  },
  {
    text: 'Three users must leave ridgeway-payroll',
    href: '/account-links?search=ridgeway-payroll',
    isFor: (rights) => can(rights, 'user-account:remove'),
  },
  {
    text: 'Who was refused, and why?',
    href: '/audit?outcome=refused',
    isFor: (rights) => can(rights, 'audit:read'),
  },
  { text: 'Is the log intact?', href: '/audit', isFor: (rights) => can(rights, 'audit:verify') },
  {
    text: 'Undo the incident',
    href: '/audit?search=stolen+laptop',
    isFor: (rights) => can(rights, 'user-account:add'),
  },
];

/** Only in the demo: links to what is worth trying, as far as the user may do it. */
export function TryThis({ rights }: { rights: Rights }) {
  return (
    <details className={classes.card} open data-screen-only>
      <summary>Try this</summary>
      <ul>
        {TASKS.filter(({ isFor }) => isFor(rights)).map(({ text, href }) => (
          <li key={href}>
            <Link href={href} prefetch={false}>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
