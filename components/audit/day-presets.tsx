'use client';

import { Button, Group, Text } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { useListParams } from '../list/use-list-params';
import { dayBack, ownZone } from './days';

const PRESETS = [
  { label: 'Today', days: 1 },
  { label: '7 days', days: 7 },
];

/** Buttons that show the entries of the last days, by the person's calendar. */
export function DayPresets() {
  const isMounted = useMounted();
  const { params, change } = useListParams();
  const { from, to, zone } = params;
  const hasDays = from !== null || to !== null;
  return (
    <Group gap={4}>
      {PRESETS.map(({ label, days }) => {
        const first = isMounted ? dayBack(days - 1) : null;
        const isChosen = first !== null && from === first && to === null && zone === ownZone();
        return (
          <Button
            key={label}
            size="compact-sm"
            {...(isChosen
              ? { variant: 'light' }
              : { variant: 'subtle', color: 'gray', c: 'var(--mantine-color-text)' })}
            aria-pressed={isChosen}
            onClick={() =>
              change(
                isChosen
                  ? { from: null, to: null, zone: null }
                  : { from: dayBack(days - 1), to: null, zone: ownZone() },
              )
            }
          >
            {label}
          </Button>
        );
      })}
      {hasDays && isMounted && (
        <Text size="xs" c="dimmed">
          {zoneWords(zone)}
        </Text>
      )}
    </Group>
  );
}

function zoneWords(zone: string | null): string {
  if (zone === null) return 'Days are in UTC.';
  return zone === ownZone()
    ? 'Days are in your time zone; times in exports are in UTC.'
    : `Days are in the time zone ${zone}.`;
}
