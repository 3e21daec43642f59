'use client';

import { useDisclosure, useHotkeys, useLocalStorage } from '@mantine/hooks';
import { openDialogs } from '../ui/focus';
import { useOnDemand } from '../use-on-demand';

/** Target of `/`: every list's search field has this id. */
export const SEARCH_FIELD = 'list-search';

/** Keys that open a page or a field. None of them removes anything, and single keys can be switched off. */
export function Shortcuts() {
  const [isHelpOpen, help] = useDisclosure(false);
  const [areOn, setOn] = useLocalStorage({ key: 'access-console.shortcuts', defaultValue: true });
  const { Part: Help, want } = useOnDemand(() =>
    import('./shortcuts-help').then((part) => part.ShortcutsHelp),
  );
  const unlessOff = (act: () => void) => () => {
    if (areOn && openDialogs() === 0) act();
  };
  useHotkeys([
    ['/', unlessOff(() => document.getElementById(SEARCH_FIELD)?.focus())],
    ['shift+?', unlessOff(() => want(help.open)), { usePhysicalKeys: false }],
  ]);
  return Help && <Help opened={isHelpOpen} onClose={help.close} areOn={areOn} onSwitch={setOn} />;
}
