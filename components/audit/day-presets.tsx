'use client';

import { Group, Text } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { useListParams } from '../list/use-list-params';
import { ToggleButton } from '../ui/toggle-button';
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
          <ToggleButton
            key={label}
            isOn={isChosen}
            onToggle={() =>
              change(
                isChosen
                  ? { from: null, to: null, zone: null }
                  : { from: dayBack(days - 1), to: null, zone: ownZone() },
              )
            }
          >
            {label}
          </ToggleButton>
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
