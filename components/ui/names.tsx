import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { isSeen } from '@/domain/values/characters';
import { HREFS } from './hrefs';
import { Name } from './name';
import { type Named, nameOf } from './named';

/** A name in bold with its id muted beside it. */
export function NameWithId({ children, ...named }: Named & { children?: ReactNode }) {
  return (
    <span>
      <Text span inherit fw={600}>
        {children ?? <Name>{nameOf(named)}</Name>}
      </Text>
      {/* A name without a visible character is already shown as its id. */}
      {isSeen(named.name) && (
        <>
          {' '}
          <Text span inherit c="dimmed">
            {named.id}
          </Text>
        </>
      )}
    </span>
  );
}

/** A name with its id, linked to the page of its target. */
export function NameLink({ weight, ...named }: Named & { weight?: number }) {
  return (
    <NameWithId {...named}>
      <Anchor
        component={Link}
        href={HREFS[named.kind](named.id)}
        prefetch={false}
        inherit
        {...(weight !== undefined && { fw: weight })}
      >
        <Name>{nameOf(named)}</Name>
      </Anchor>
    </NameWithId>
  );
}

/** A user's name, linked to their page. */
export const PersonName = ({ name, id }: { name: string; id: number }) => (
  <NameLink kind="person" name={name} id={id} />
);

/**
 * A count of others as text.
 *
 * @param count as the lists return it: at most 100, which means 100 or more
 * @param noun in the plural
 * @param alone the text for a count of zero
 */
export function OthersCount(props: { count: number; one: string; many: string; alone: string }) {
  const { count, one, many, alone } = props;
  if (count === 0) {
    return (
      <Text span inherit c="var(--console-attention)" fw={500}>
        {alone}
      </Text>
    );
  }
  return `${count >= 100 ? '100+' : count} ${count === 1 ? one : many}`;
}

/** "1 other OMS", "3 other OMSs". */
export const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
