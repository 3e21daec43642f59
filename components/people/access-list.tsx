import Link from 'next/link';
import { MAX_STEPS } from '@/domain/plans/types';
import type { ShownParts } from '@/domain/users/types';
import { SelectBox } from '../selection/select-box';
import type { Selection } from '../selection/use-selection';
import { Timestamp } from '../ui/timestamp';
import type { Access, AccessGroup } from './access-group';
import classes from './access-list.module.css';
import { AccessRow } from './access-row';
import { byRisk } from './by-risk';
import { isTakenAlong, keysOf, offeredOf } from './plan-of';
import { shownWords } from './shown-words';

interface Props {
  groups: AccessGroup[];
  shown: ShownParts;
  selection: Selection<Access>;
  /** When the server last said what the person has: ISO 8601. */
  verifiedAt: string;
}

/**
 * All the access that a person has, with its kind in a column. It always says how much of it the actor sees.
 */
export function AccessList({ groups, shown, selection, verifiedAt }: Props) {
  const chosen = keysOf(selection);
  const rows = byRisk(groups);
  const offered = offeredOf(groups);
  const selectable = rows.map(({ access }) => access).filter((one) => one.item && !isTakenAlong(one, chosen));
  const ticked = offered.filter(selection.has).length;
  const isFull = offered.length > 0 && ticked >= Math.min(offered.length, MAX_STEPS);
  const { seen, unseen } = shownWords(shown);
  const others = groups.flatMap(({ kind, more }) => (more ? { kind, ...more } : []));
  return (
    <section aria-label="Access" className={classes.card}>
      <div className={classes.head}>
        {offered.length > 1 && (
          <SelectBox
            label="Select all"
            isChecked={isFull}
            isInPart={ticked > 0 && !isFull}
            onChange={(isChosen) =>
              isChosen
                ? selection.select(offered.slice(0, MAX_STEPS), true)
                : selection.select(offered, false)
            }
          />
        )}
        <h2>Access</h2>
        {offered.length > 0 && <span className={classes.meta}>You can remove {offered.length}</span>}
        <span className={classes.seen}>{seen}</span>
      </div>
      {rows.length + others.length === 0 &&
        (unseen ? (
          <p className={classes.empty}>No access that you can see</p>
        ) : (
          <p className={`${classes.empty} ${classes.good}`}>
            No access left · verified <Timestamp at={verifiedAt} isBrief />
          </p>
        ))}
      <ul className={classes.rows}>
        {rows.map(({ kind, access }) => (
          <AccessRow
            key={access.key}
            kind={kind}
            access={access}
            isChosen={selection.has(access)}
            isTaken={isTakenAlong(access, chosen)}
            onChoose={(isRange) => selection.toggle(access, { page: selectable, isRange })}
          />
        ))}
        {others.map(({ kind, count, href }) => (
          <li key={href} className={classes.row}>
            <span className={classes.kind}>{kind}</span>
            <Link href={href} prefetch={false} className={classes.name}>
              {count > 900 ? 'Many' : count} more
            </Link>
          </li>
        ))}
      </ul>
      {unseen && <p className={classes.unseen}>{unseen}</p>}
    </section>
  );
}
