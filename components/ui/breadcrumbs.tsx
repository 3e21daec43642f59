import Link from 'next/link';
import type { ReactNode } from 'react';
import classes from './breadcrumbs.module.css';
import { Navigating } from './navigating';

/**
 * The way from a list down to this page, above the page's heading.
 *
 * @param from the list, with its address
 * @param children what this page is about, for example "Entry 38" or a `<Name>`
 */
export const Breadcrumbs = ({
  from,
  children,
}: {
  from: { label: string; href: string };
  children: ReactNode;
}) => (
  <nav aria-label="Breadcrumbs" className={classes.trail}>
    <ol>
      <li>
        <Link href={from.href} prefetch={false}>
          {from.label}
          <Navigating />
        </Link>
      </li>
      <li aria-current="page">{children}</li>
    </ol>
  </nav>
);
