import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { plainWords, type Sentence, Words } from '../ui/sentence';
import { StateChanges } from '../ui/state-changes';
import type { RemovalResource } from './removal-resource';

interface Props<Facts> {
  resource: Pick<RemovalResource<never, Facts>, 'happens'> &
    Partial<Pick<RemovalResource<never, Facts>, 'change' | 'notAffected' | 'notes'>>;
  facts: Facts;
}

/** What happens, the state before and after, and what is not affected. */
export function DialogFacts<Facts>({ resource, facts }: Props<Facts>) {
  const change = resource.change?.(facts);
  return (
    <>
      <Text>{resource.happens(facts)}</Text>
      {change && <StateChanges changes={[change]} />}
      <Notes notes={resource.notes?.(facts) ?? []}>
        {resource.notAffected && <>Not affected: {resource.notAffected}.</>}
      </Notes>
    </>
  );
}

/** What else changes or stays, in small print. */
export function Notes({ notes, children }: { notes: Sentence[]; children?: ReactNode }) {
  if (notes.length === 0 && !children) return null;
  return (
    <Text size="sm" c="dimmed">
      {notes.map((note) => (
        <span key={plainWords(note)}>
          <Words of={note} />{' '}
        </span>
      ))}
      {children}
    </Text>
  );
}
