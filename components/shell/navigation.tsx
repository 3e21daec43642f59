'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { Viewer } from '../data/viewer';
import { Navigating } from '../ui/navigating';
import { sectionOf, sectionsFor } from './sections';
import classes from './shell.module.css';

/** Links to the sections of the console. That of the page, or of the list above it, is marked. */
export function Navigation({ viewer, onNavigate }: { viewer: Viewer; onNavigate?: () => void }) {
  const pathname = usePathname();
  const section = sectionOf(pathname);
  return (
    <nav aria-label="Console">
      {sectionsFor(viewer).map(({ href, leadsTo, label, icon: IconShown }) => (
        <Link
          key={href}
          href={leadsTo}
          prefetch={false}
          className={classes.destination}
          aria-current={pathname === leadsTo ? 'page' : section === href || undefined}
          onClick={() => onNavigate?.()}
        >
          <IconShown size={18} stroke={1.6} aria-hidden />
          {label}
          <Navigating />
        </Link>
      ))}
    </nav>
  );
}
