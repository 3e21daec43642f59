'use client';

import { IconLayoutDashboard } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { can, type Rights } from '@/domain/call/permissions';
import { RESOURCE_NAMES, RESOURCES } from '../resources/config';
import classes from './shell.module.css';
import type { Viewer } from './viewer';

/** The pages of the navigation that the actor may open. */
const destinationsFor = (rights: Rights) => [
  { href: '/', label: 'Overview', icon: IconLayoutDashboard },
  ...RESOURCE_NAMES.map((name) => ({ href: `/${name}`, ...RESOURCES[name] })).filter(({ permission }) =>
    can(rights, permission),
  ),
];

export function Navigation({ viewer, onNavigate }: { viewer: Viewer; onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Console">
      {destinationsFor(viewer).map(({ href, label, icon: IconShown }) => {
        const isActive = pathname === href;
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            className={classes.destination}
            aria-current={isActive ? 'page' : undefined}
            onClick={() => onNavigate?.()}
          >
            <IconShown size={18} stroke={1.6} aria-hidden />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
