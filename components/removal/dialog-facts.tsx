'use client';

import { List, Text } from '@mantine/core';
import { plainWords, Words } from '../ui/sentence';
import type { RemovalResource } from './removal-resource';

/** What changes, and what stays. */
export function DialogFacts<Row, Facts>(props: { resource: RemovalResource<Row, Facts>; facts: Facts }) {
  const { resource, facts } = props;
  return (
    <div>
      <Text>{resource.happens(facts)}</Text>
      <Text size="sm" c="dimmed" mt="xs">
        What stays:
      </Text>
      <List size="sm" spacing={2}>
        {resource.stays(facts).map((what) => (
          <List.Item key={plainWords(what)}>
            <Words of={what} />
          </List.Item>
        ))}
      </List>
    </div>
  );
}
