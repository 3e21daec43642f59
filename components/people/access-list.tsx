import Link from 'next/link';
import { DOOR_LABELS } from '@/domain/call/types';
import { MAX_STEPS } from '@/domain/plans/types';
import type { ShownParts } from '@/domain/users/types';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { NameLink } from '../ui/names';
import { plainWords, Words } from '../ui/sentence';
import { Timestamp } from '../ui/timestamp';
import type { Access, AccessGroup } from './access-group';
import classes from './access-list.module.css';
import { isTakenAlong, offeredOf } from './plan-of';
import { shownWords } from './shown-words';

interface Props {
  groups: AccessGroup[];
  shown: ShownParts;
  chosen: ReadonlySet<string>;
  onChoose: (keys: string[], isChosen: boolean) => void;
}

/**
 * All the access that a person has, with its kind in a column. It always says how much of it the actor sees.
 */
export function AccessList({ groups, shown, chosen, onChoose }: Props) {
  const offered = offeredOf(groups);
  const ticked = offered.filter((key) => chosen.has(key)).length;
  const isFull = offered.length > 0 && ticked >= Math.min(offered.length, MAX_STEPS);
  const isEmpty = groups.every(({ all, more }) => all.length === 0 && !more);
  const { seen, unseen } = shownWords(shown);
  return (
    <section aria-label="Access" className={classes.card}>
      <div className={classes.head}>
        {offered.length > 1 && (
          <Tick
            label="Select all"
            isChosen={isFull}
            isInPart={ticked > 0 && !isFull}
            onChange={(isChosen) =>
              isChosen ? onChoose(offered.slice(0, MAX_STEPS), true) : onChoose(offered, false)
            }
          />
        )}
        <h2>Access</h2>
        {offered.length > 0 && <span className={classes.meta}>You can remove {offered.length}</span>}
        <span className={classes.seen}>{seen}</span>
      </div>
      {isEmpty &&
        (unseen ? (
          <p className={classes.empty}>No access that you can see</p>
        ) : (
          <p className={`${classes.empty} ${classes.good}`}>No access left</p>
        ))}
      <ul className={classes.rows}>
        {groups.flatMap(({ kind, all, more }) => [
          ...all.map((access) => (
            <li key={access.key} className={classes.row} data-chosen={chosen.has(access.key) || undefined}>
              <AccessRow kind={access.kind ?? kind} access={access} chosen={chosen} onChoose={onChoose} />
            </li>
          )),
          ...(more
            ? [
                <li key={more.href} className={classes.row}>
                  <span className={classes.kind}>{kind}</span>
                  <Link href={more.href} prefetch={false} className={classes.name}>
                    {more.count > 900 ? 'Many' : more.count} more
                  </Link>
                </li>,
              ]
            : []),
        ])}
      </ul>
      {unseen && <p className={classes.unseen}>{unseen}</p>}
    </section>
  );
}

interface RowProps {
  kind: string;
  access: Access;
  chosen: ReadonlySet<string>;
  onChoose: Props['onChoose'];
}

function AccessRow({ kind, access, chosen, onChoose }: RowProps) {
  const { key, named, words, before, chip, note, sessions, item } = access;
  const isTaken = isTakenAlong(access, chosen);
  return (
    <>
      {item && (
        <Tick
          label={`${item.resource.verb}: ${plainWords(item.name)}`}
          isChosen={isTaken || chosen.has(key)}
          isDisabled={isTaken}
          onChange={(isChosen) => onChoose([key], isChosen)}
        />
      )}
      <span className={classes.kind}>{kind}</span>
      <span className={classes.name}>
        {before && `${before} `}
        {named ? <NameLink {...named} /> : <Words of={words} />}
      </span>
      {(chip || note) && (
        <span className={classes.note}>
          {note && <Words of={note} />} {chip && <Badge>{chip}</Badge>}
        </span>
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
  isDisabled?: boolean;
  onChange: (isChosen: boolean) => void;
}) {
  const { label, isChosen, isInPart = false, isDisabled = false, onChange } = props;
  return (
    <label className={classes.tick}>
      <input
        type="checkbox"
        aria-label={label}
        checked={isChosen}
        disabled={isDisabled}
        ref={(box) => {
          if (box) box.indeterminate = isInPart;
        }}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
