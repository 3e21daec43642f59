'use client';

import { Anchor, Group, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { DOOR_LABELS } from '../ui/door-labels';
import { Name } from '../ui/name';
import { NameLink } from '../ui/names';
import { plainWords, Words } from '../ui/sentence';
import { Timestamp } from '../ui/timestamp';
import type { Access, AccessGroup } from './access';
import classes from './person.module.css';

interface Props {
  group: AccessGroup;
  chosen: ReadonlySet<string>;
  onChoose: (keys: string[], isChosen: boolean) => void;
}

/** The access of one kind that a person has. The actor can select what they may remove. */
export function AccessSection({ group, chosen, onChoose }: Props) {
  const { title, all, more, none } = group;
  const offered = all.flatMap(({ item }) => item?.key ?? []);
  const ticked = offered.filter((key) => chosen.has(key)).length;
  return (
    <section aria-label={title} className={classes.group}>
      <Group gap="0.5rem" className={classes.head}>
        {offered.length > 1 && (
          <Tick
            label={`Select all: ${title}`}
            isChosen={ticked === offered.length}
            isInPart={ticked > 0 && ticked < offered.length}
            onChange={(isChosen) => onChoose(offered, isChosen)}
          />
        )}
        <Title order={2} className={classes.title}>
          {title}
        </Title>
      </Group>
      {all.length === 0 && <Text c="dimmed">{none}</Text>}
      <ul className={classes.rows}>
        {all.map((one) => (
          <li key={one.key} className={classes.row}>
            <AccessRow access={one} isChosen={chosen.has(one.key)} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {more && (
        <Anchor component={Link} href={more.href} prefetch={false} size="sm">
          {more.count > 900 ? 'Many' : more.count} more
        </Anchor>
      )}
    </section>
  );
}

function AccessRow(props: { access: Access; isChosen: boolean; onChoose: Props['onChoose'] }) {
  const { access, isChosen, onChoose } = props;
  const { key, named, words, note, sessions, item } = access;
  return (
    <>
      {item && (
        <Tick
          label={`${item.resource.verb}: ${plainWords(item.name)}`}
          isChosen={isChosen}
          onChange={(isChosen) => onChoose([key], isChosen)}
        />
      )}
      <span className={classes.name}>{named ? <NameLink {...named} /> : <Words of={words} />}</span>
      {note && (
        <Text span inherit c="dimmed">
          <Words of={note} />
        </Text>
      )}
      {sessions && (
        <ul className={classes.sessions}>
          {sessions.map((session) => (
            <li key={session.id}>
              <Name>{session.device}</Name>, via {DOOR_LABELS[session.door]}, last used{' '}
              <Timestamp at={session.lastSeenAt} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A checkbox, with padding that makes it easier to click. */
function Tick(props: {
  label: string;
  isChosen: boolean;
  isInPart?: boolean;
  onChange: (isChosen: boolean) => void;
}) {
  const { label, isChosen, isInPart = false, onChange } = props;
  return (
    <label className={classes.tick}>
      <input
        type="checkbox"
        aria-label={label}
        checked={isChosen}
        ref={(box) => {
          if (box) box.indeterminate = isInPart;
        }}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
