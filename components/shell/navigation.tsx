'use client';

import {
  type Icon,
  IconBuilding,
  IconHistory,
  IconLayoutDashboard,
  IconLink,
  IconUserCog,
} from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import classes from './shell.module.css';
import { destinationsOf, type Viewer } from './viewer';

const ICONS: Record<string, Icon> = {
  '/': IconLayoutDashboard,
  '/operators': IconUserCog,
  '/account-links': IconLink,
  '/company-roles': IconBuilding,
  '/audit': IconHistory,
};

/** The pages that this viewer may open. */
export function Navigation({ viewer, onNavigate }: { viewer: Viewer; onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Console">
      {destinationsOf(viewer).map(({ href, label }) => {
        const IconShown = ICONS[href] ?? IconLayoutDashboard;
        const isActive = pathname === href;
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            className={classes.destination}
            aria-current={isActive ? 'page' : undefined}
            onClick={onNavigate}
          >
            <IconShown size={18} stroke={1.6} aria-hidden />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
