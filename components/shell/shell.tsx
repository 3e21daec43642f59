'use client';

import { Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { can } from '@/domain/call/permissions';
import { openTab } from '../data/tab';
import { type Viewer, ViewerContext } from '../data/viewer';
import { RestoreOffer } from '../restore/restore-offer';
import { SearchEverywhere } from '../search/search-everywhere';
import { Mark } from '../ui/mark';
import { plainWords, Words } from '../ui/sentence';
import { useOnDemand } from '../use-on-demand';
import { Navigation } from './navigation';
import { SchemeToggle } from './scheme-toggle';
import { SessionWatch } from './session-watch';
import classes from './shell.module.css';
import { Shortcuts } from './shortcuts';
import { UserMenu } from './user-menu';
import { scopeOf } from './viewer';

/** The layout of every page of a signed-in user: navigation, the scope, the user menu. */
export function Shell({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  // This must run before anything on the page sends a request.
  openTab(viewer);
  const scope = scopeOf(viewer);
  const [isMenuOpen, menu] = useDisclosure(false);
  const { Part: Drawer, want } = useOnDemand(() =>
    import('./navigation-drawer').then((part) => part.NavigationDrawer),
  );
  return (
    // One stack: the dialog on top gets Escape and the focus.
    <Modal.Stack>
      <div className={classes.shell}>
        <a href="#main" className={classes.skip}>
          Skip to content
        </a>
        <header className={classes.header}>
          <button
            type="button"
            className={`${classes.tool} ${classes.burger}`}
            aria-label="Open navigation"
            aria-expanded={isMenuOpen}
            onClick={() => want(menu.open)}
          >
            <IconMenu2 size={22} stroke={1.5} aria-hidden />
          </button>
          <Link href="/" prefetch={false} className={classes.brand}>
            <Mark size={24} />
            <span>Access Console</span>
          </Link>
          <p className={classes.scope} title={plainWords(scope)}>
            <Words of={scope} />
          </p>
          {can(viewer, 'people:read') && <SearchEverywhere />}
          <SchemeToggle />
          <UserMenu viewer={viewer} />
        </header>
        <aside className={classes.side}>
          <Navigation viewer={viewer} />
        </aside>
        {Drawer && <Drawer viewer={viewer} opened={isMenuOpen} onClose={menu.close} />}
        <main id="main" className={classes.main} tabIndex={-1}>
          <ViewerContext value={viewer}>
            <RestoreOffer>{children}</RestoreOffer>
          </ViewerContext>
        </main>
        <Shortcuts />
        <SessionWatch />
      </div>
    </Modal.Stack>
  );
}
