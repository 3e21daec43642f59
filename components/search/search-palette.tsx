'use client';

import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { SEARCH_MAX } from '@/domain/lists/paging';
import { HIT_KINDS, type HitKind, type SearchHit } from '@/domain/search/types';
import { isSeen } from '@/domain/values/characters';
import { searchOptions } from '../data/queries';
import { HREFS } from '../ui/hrefs';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import classes from './search.module.css';

const TYPING_MS = 150;

const LABELS: Record<HitKind, string> = {
  person: 'People',
  oms: 'OMSs',
  account: 'Accounts',
  company: 'Companies',
  entry: 'Audit entries',
};

/**
 * The field and the results by kind. Arrow keys select, Enter opens.
 *
 * @param props.takeTyped returns what the person typed before the field had the focus
 * @param props.onClose called when the person closes the search without a choice
 * @param props.onLeave called when the person opens a result
 */
export function SearchPalette(props: { takeTyped: () => string; onClose: () => void; onLeave: () => void }) {
  const { takeTyped, onClose, onLeave } = props;
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const [term] = useDebouncedValue(typed.trim(), TYPING_MS);
  const { data, error, isFetching, isPlaceholderData } = useQuery(searchOptions(term));
  // Results of an earlier term stay visible, but can't be opened.
  const isCurrent = typed.trim() === term && data !== undefined && !isPlaceholderData;
  const [isAwaited, setAwaited] = useState(false);
  const hits = term === '' ? [] : (data ?? []);
  // The list is always visible, so nothing opens it.
  const combobox = useCombobox({ opened: true });
  const firstHit = isCurrent ? hits[0] : undefined;
  const firstHref = firstHit && HREFS[firstHit.kind](firstHit.id);
  const [activeId, setActiveId] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is found matters, the rest is new with every rendering.
  useEffect(() => {
    if (!isCurrent) combobox.resetSelectedOption();
    else if (isAwaited && firstHref && !isAmbiguous(term, hits)) return leaveFor(firstHref);
    else combobox.selectFirstOption();
    followSelection();
  }, [isCurrent, data]);

  /** Announces the selected result to screen readers, after the library has updated the selection. */
  const followSelection = () =>
    queueMicrotask(() => setActiveId(document.querySelector('[data-combobox-selected]')?.id));

  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') return onClose();
    // After an early Enter, the first result opens as soon as the results arrive, unless the person has to choose.
    setAwaited(key === 'Enter' && !isCurrent);
    followSelection();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={(href) => leaveFor(href)}>
      <Combobox.EventsTarget withExpandedAttribute aria-activedescendant={activeId}>
        <TextInput
          aria-label="Name, e-mail, handle or id"
          placeholder="Name, e-mail, handle or id"
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          maxLength={SEARCH_MAX}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onFocus={() => setTyped(typed + takeTyped())}
          onKeyDown={onKeyDown}
          rightSection={isFetching && <Loader size={14} aria-hidden />}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt="sm" aria-label="Found">
        {HIT_KINDS.map((kind) => (
          <Hits key={kind} kind={kind} hits={hits.filter((hit) => hit.kind === kind)} activeId={activeId} />
        ))}
      </Combobox.Options>
      <Text size="sm" c="dimmed" role="status" mt="xs">
        {wordsFor({ term, hits, error, isFetching })}
      </Text>
    </Combobox>
  );

  function leaveFor(href: string) {
    onLeave();
    router.push(href);
  }
}

/** A number alone can be the id of several things, of which the person has seen none yet. */
const isAmbiguous = (term: string, hits: SearchHit[]) => /^\d+$/.test(term) && hits.length > 1;

function Hits(props: { kind: HitKind; hits: SearchHit[]; activeId: string | undefined }) {
  const { kind, hits, activeId } = props;
  if (hits.length === 0) return null;
  return (
    <Combobox.Group label={LABELS[kind]}>
      {hits.map(({ id, name, alias }) => (
        <Combobox.Option
          key={id}
          id={`found-${kind}-${id}`}
          value={HREFS[kind](id)}
          aria-selected={activeId === `found-${kind}-${id}`}
          className={classes.option}
        >
          <strong>
            <Name>{nameOf({ kind, name, id })}</Name>
          </strong>{' '}
          <span className={classes.muted}>{id}</span>
          {alias && alias !== name && isSeen(alias) && (
            <span className={classes.muted}>
              {' '}
              <Name>{alias}</Name>
            </span>
          )}
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}

function wordsFor(state: { term: string; hits: SearchHit[]; error: Error | null; isFetching: boolean }) {
  const { term, hits, error, isFetching } = state;
  if (error) return error.message;
  if (term === '')
    return 'Finds people, OMSs, accounts and companies that you may see, and an audit entry by its number.';
  if (hits.length === 0) return isFetching ? 'Searching…' : 'Nothing found among what you may see.';
  return `${hits.length} found. Arrow keys choose, Enter goes there.`;
}
