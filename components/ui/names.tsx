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
      {/* Where nothing of the name can be seen, the id is shown in its place. */}
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

/** A name with its id, which leads to where the thing is shown. */
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

/** A user's name, which leads to his page. */
export const PersonName = ({ name, id }: { name: string; id: number }) => (
  <NameLink kind="person" name={name} id={id} />
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
