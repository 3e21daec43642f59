import { DOOR_LABELS } from '@/domain/call/types';
import { SelectBox } from '../selection/select-box';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { NameLink } from '../ui/names';
import { plainWords, Words } from '../ui/sentence';
import { Timestamp } from '../ui/timestamp';
import type { Access } from './access-group';
import classes from './access-list.module.css';

interface Props {
  kind: string;
  access: Access;
  isChosen: boolean;
  /** Whether the removal of another chosen access includes this one. */
  isTaken: boolean;
  onChoose: (isRange: boolean) => void;
}

/** One access: its box, its kind, what it is of, and who else has it or why it can't be removed. */
export function AccessRow({ kind, access, isChosen, isTaken, onChoose }: Props) {
  const { key, named, words, before, where, isDefault, sessions, item, refusal } = access;
  const refusalId = `refusal-${key.replaceAll(' ', '-')}`;
  return (
    <li className={classes.row} data-chosen={isChosen || undefined}>
      {(item || refusal) && (
        <SelectBox
          label={`${access.verb}: ${plainWords(access.stepName)}`}
          isChecked={isTaken || isChosen}
          isDisabled={isTaken}
          refusedBy={refusal ? refusalId : undefined}
          onChange={(_, isRange) => onChoose(isRange)}
        />
      )}
      <span className={classes.kind}>{kind}</span>
      <span className={classes.name}>
        {before && `${before} `}
        {named ? <NameLink {...named} /> : <Words of={words} />}
      </span>
      {(where || isDefault) && (
        <span className={classes.where}>
          {where && <Words of={where} />}
          {isDefault && <Badge>Default</Badge>}
        </span>
      )}
      <AccessNote access={access} isTaken={isTaken} refusalId={refusalId} />
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
    </li>
  );
}

function AccessNote({
  access: { note, alone, takenWords, refusal },
  isTaken,
  refusalId,
}: Pick<Props, 'access' | 'isTaken'> & { refusalId: string }) {
  const words = isTaken ? takenWords : note;
  if (!words && !alone && !refusal) return null;
  return (
    <span className={classes.note}>
      {words}
      {alone && <Badge tone="attention">{alone}</Badge>}
      {refusal && <span id={refusalId}> {refusal}</span>}
    </span>
  );
}
