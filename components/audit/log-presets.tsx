'use client';

import { Group } from '@mantine/core';
import { useViewer } from '../data/viewer';
import type { ListParams } from '../list/list-params';
import { useListParams } from '../list/use-list-params';
import { ToggleButton } from '../ui/toggle-button';

type Preset = Partial<Pick<ListParams, 'outcome' | 'kind' | 'actor'>>;

/** Buttons for the filters of the log that people use most. */
export function LogPresets() {
  const viewer = useViewer();
  const { params, change } = useListParams();
  const presets: [label: string, preset: Preset][] = [
    ['Refused', { outcome: 'refused' }],
    ['Restored', { kind: 'restore' }],
    ...(viewer ? [['By me', { actor: viewer.userId }] as [string, Preset]] : []),
  ];
  return (
    <Group role="group" aria-label="Presets" gap={4}>
      {presets.map(([label, preset]) => {
        const names = Object.keys(preset) as (keyof Preset)[];
        const isOn = names.every((name) => params[name] === preset[name]);
        const off = Object.fromEntries(names.map((name) => [name, null]));
        return (
          <ToggleButton key={label} isOn={isOn} onToggle={() => change(isOn ? off : preset)}>
            {label}
          </ToggleButton>
        );
      })}
    </Group>
  );
}
