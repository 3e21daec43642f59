import type { RemovalResource } from '../removal/removal-resource';
import type { Sentence } from '../ui/sentence';

/** What a step of a plan does, and its words: those of a removal, or of another call that changes one person. */
export interface PlanResource<Facts>
  extends Pick<
    RemovalResource<never, Facts>,
    'call' | 'action' | 'mode' | 'verb' | 'happens' | 'warnings' | 'isSelf'
  > {
  /** The documented request that does what the dialog shows. */
  request: (facts: Facts, asked: object) => object;
}

/** One thing that can be done to a person, as it is chosen for a plan. */
export interface PlanItem {
  key: string;
  /** What it is about, for who can't see the row. */
  name: string | Sentence;
  resource: PlanResource<never>;
  /** The documented request that finds it. */
  request: object;
  /** Whether its audit entry knows the call that takes it back. */
  isRestorable: boolean;
}

/** What somebody has of a kind now, and would have afterwards. */
export interface StateChange {
  label: string;
  now: (string | Sentence)[];
  afterwards: (string | Sentence)[];
}
