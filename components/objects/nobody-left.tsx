import type { LastRemoval } from '@/domain/audit-entries/types';
import { REASONS } from '@/domain/call/types';
import { RestoreButton } from '../confirm/restore-button';
import { useRestoreOffer } from '../confirm/restore-context';
import { Name } from '../ui/name';
import { RelativeTime } from '../ui/relative-time';
import classes from './nobody-left.module.css';

export interface LeftAlone {
  /** What is missing, for example "Nobody manages this OMS." */
  words: string;
  /** What happened to the last person, for example "unassigned". */
  verb: string;
  removal: LastRemoval | null;
  /** How someone can be added. */
  otherwise: string;
}

/** Says that nobody is left, after which removal, and how to change that. */
export function NobodyLeft({ words, verb, removal, otherwise }: LeftAlone) {
  const restore = useRestoreOffer();
  const mayRestore = restore !== null && removal?.mayRestore === true;
  return (
    <section aria-label="Needs attention" className={classes.box}>
      <p>
        <strong>{words}</strong>{' '}
        {removal && (
          <>
            {!removal.isNewest && 'The last removal that you can see: '}
            <Name>{removal.subjectName}</Name> was {verb} <RelativeTime at={removal.at} /> by{' '}
            <Name>{removal.actorName}</Name>
            {removal.reasonCode && ` (${REASONS[removal.reasonCode]})`}.{' '}
          </>
        )}
        {!mayRestore && otherwise}
      </p>
      {mayRestore && (
        <RestoreButton size="compact-sm" removal={{ seq: removal.seq, target: removal.target }} />
      )}
    </section>
  );
}
