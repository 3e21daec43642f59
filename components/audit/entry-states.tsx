'use client';

import { Text, Title } from '@mantine/core';
import type { Json } from '@/domain/audit-entries/types';
import { Words } from '../ui/sentence';
import classes from './audit-entry.module.css';
import { compareStates } from './changed-fields';

/** What the call changed. Fields that it left as they were are folded away. */
export function EntryStates({ before, after }: { before: Json; after: Json }) {
  const { changed, unchanged } = compareStates(before, after);
  if (changed.length + unchanged.length === 0) return null;
  return (
    <>
      <Title order={2} mt="xl" mb="xs">
        What changed
      </Title>
      {changed.length === 0 && <Text c="dimmed">Nothing.</Text>}
      <dl className={classes.facts}>
        {changed.map(({ label, before, after }) => (
          <div key={label} className={classes.fact}>
            <dt>{label}</dt>
            <dd>
              <Words of={before} /> →{' '}
              <strong>
                <Words of={after} />
              </strong>
            </dd>
          </div>
        ))}
      </dl>
      {unchanged.length > 0 && (
        <details className={classes.details}>
          <summary>{unchanged.length} unchanged</summary>
          <dl className={classes.facts}>
            {unchanged.map(({ label, after }) => (
              <div key={label} className={classes.fact}>
                <dt>{label}</dt>
                <dd>
                  <Words of={after} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
