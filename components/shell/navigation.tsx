'use client';

import { NavLink } from '@mantine/core';
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
          <NavLink
            key={href}
            component={Link}
            href={href}
            prefetch={false}
            label={label}
            active={isActive}
            aria-current={isActive ? 'page' : undefined}
            leftSection={<IconShown size={18} stroke={1.6} aria-hidden />}
            onClick={onNavigate}
            styles={{ root: { borderRadius: 'var(--mantine-radius-default)' } }}
          />
        );
      })}
    </nav>
  );
}
