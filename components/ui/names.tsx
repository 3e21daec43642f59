import Link from 'next/link';
import type { ReactNode } from 'react';
import { isSeen } from '@/domain/values/characters';
import { HREFS } from './hrefs';
import { Name } from './name';
import { type Named, nameOf } from './named';
import classes from './names.module.css';
import { Navigating } from './navigating';

/** A name with its id muted beside it. */
export function NameWithId({ children, ...named }: Named & { children?: ReactNode }) {
  return (
    <>
      {children ?? (
        <span className={classes.name}>
          <Name>{nameOf(named)}</Name>
        </span>
      )}
      {/* A name without a visible character is already shown as its id. */}
      {isSeen(named.name) && (
        // The space is inside, so that the id does not begin a line of its own.
        <span className={classes.id}> {named.id}</span>
      )}
    </>
  );
}

/** A name with its id, linked to the page of its target. */
export function NameLink(named: Named) {
  return (
    <NameWithId {...named}>
      <Link href={HREFS[named.kind](named.id)} prefetch={false} className={classes.link}>
        <Name>{nameOf(named)}</Name>
        <Navigating />
      </Link>
    </NameWithId>
  );
}

/** A user's name, linked to their page. */
export const PersonName = ({ name, id }: { name: string; id: number }) => (
  <NameLink kind="person" name={name} id={id} />
);

/** A count of others as lists return it: at most 100, which means 100 or more. */
export const othersWords = (count: number, one: string, many: string) =>
  `${count >= 100 ? '100+' : count} ${count === 1 ? one : many}`;

/**
 * A count of others as text.
 *
 * @param count as the lists return it: at most 100, which means 100 or more
 * @param noun in the plural
 * @param alone the text for a count of zero
 */
export function OthersCount(props: { count: number; one: string; many: string; alone: string }) {
  const { count, one, many, alone } = props;
  if (count === 0) return <span className={classes.alone}>{alone}</span>;
  return othersWords(count, one, many);
}

/** "1 other OMS", "3 other OMSs". */
export const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
