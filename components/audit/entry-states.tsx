'use client';

import { Text, Title } from '@mantine/core';
import type { Json } from '@/domain/audit-entries/types';
import { escapeHidden } from '@/domain/values/characters';
import { asSaid, joined, plainWords, type Sentence, sentence, Words } from '../ui/sentence';
import classes from './audit-entry.module.css';

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
  return (
    <>
      <Title order={2} mt="xl" mb="xs">
        Before and after
      </Title>
      <table className={classes.states}>
        <thead>
          <tr>
            <th>Field</th>
            <th>Before</th>
            <th>After</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const [old, now] = [inWords(was[name]), inWords(is[name])];
            const weight = plainWords(old) === plainWords(now) ? undefined : 600;
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Text span inherit fw={weight}>
                    <Words of={old} />
                  </Text>
                </td>
                <td>
                  <Text span inherit fw={weight}>
                    <Words of={now} />
                  </Text>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
