import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { PLACES } from './places';

/** A name in bold with its id muted beside it. */
export function NameWithId({ name, id }: { name: ReactNode; id: number | string }) {
  return (
    <span>
      <Text span inherit fw={600}>
        {name}
      </Text>{' '}
      <Text span inherit c="dimmed">
        {id}
      </Text>
    </span>
  );
}

/** A name with its id, which leads somewhere. */
export function NameLink({ name, id, href }: { name: string; id: number; href: string }) {
  const linked = (
    <Anchor component={Link} href={href} prefetch={false} inherit>
      {name}
    </Anchor>
  );
  return <NameWithId name={linked} id={id} />;
}

/** A user's name, which leads to his page. */
export const PersonName = ({ name, id }: { name: string; id: number }) => (
  <NameLink name={name} id={id} href={PLACES.person(id)} />
);

/**
 * A count of others, in words.
 *
 * @param count as the lists give it: at most 100, which stands for 100 or more
 * @param noun in the plural
 * @param alone said when there are none
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

/**
 * "1 other OMS", "3 other OMSs".
 *
 * @param count how many
 * @param one the noun in the singular
 * @param many and in the plural
 */
export const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
