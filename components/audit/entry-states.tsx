'use client';

import { Title } from '@mantine/core';
import type { Json } from '@/domain/audit-entries/types';
import { escapeHidden } from '@/domain/values/characters';
import { asSaid, joined, plainWords, type Sentence, sentence } from '../ui/sentence';
import { StatesTable } from '../ui/states-table';

const fieldsOf = (state: Json): Record<string, Json> =>
  typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {};

function inWords(value: Json | undefined): Sentence {
  if (value === undefined) return asSaid('–');
  if (Array.isArray(value)) return value.length === 0 ? asSaid('none') : joined(value.map(inWords));
  if (typeof value === 'string') return sentence`${value}`;
  return asSaid(typeof value === 'object' ? escapeHidden(JSON.stringify(value)) : String(value));
}

/** The target's state before and after, side by side, with the changes highlighted. */
export function EntryStates({ before, after }: { before: Json; after: Json }) {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const rows = names.map((name) => {
    const [before, after] = [inWords(was[name]), inWords(is[name])];
    const isChanged = plainWords(before) !== plainWords(after);
    return { name, before, after, emphasis: { before: isChanged, after: isChanged } };
  });
  return (
    <>
      <Title order={2} mt="xl" mb="xs">
        Before and after
      </Title>
      <StatesTable headings={['Field', 'Before', 'After']} rows={rows} />
    </>
  );
}
