'use client';

import { Text, Title } from '@mantine/core';
import type { Json } from '@/domain/audit/types';
import classes from './audit-entry.module.css';

const fieldsOf = (state: Json): Record<string, Json> =>
  typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {};

function inWords(value: Json | undefined): string {
  if (value === undefined) return '–';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(inWords).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The state around the thing before and after, side by side; what has changed stands out. */
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
            const weight = old === now ? undefined : 600;
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Text span inherit fw={weight}>
                    {old}
                  </Text>
                </td>
                <td>
                  <Text span inherit fw={weight}>
                    {now}
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
