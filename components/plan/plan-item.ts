import type { RemovalResource } from '../removal/removal-resource';
import type { Sentence } from '../ui/sentence';

/** What a step of a plan does, with its texts: a removal, or another call that changes one person. */
export interface PlanResource<Facts>
  extends Pick<
    RemovalResource<never, Facts>,
    'call' | 'action' | 'mode' | 'verb' | 'happens' | 'warnings' | 'isSelf'
  > {
  /** Returns the documented request that does what the dialog shows. */
  request: (facts: Facts, asked: object) => object;
}

/** One step on a person that can be selected for a plan. */
export interface PlanItem {
  key: string;
  /** The target by name, for people who can't see the row. */
  name: string | Sentence;
  resource: PlanResource<never>;
  /** The documented request of the preview. */
  request: object;
  /** Whether the step can be restored from its audit entry. */
  isRestorable: boolean;
}

/** What a person has of one kind now, and would have afterwards. */
export interface StateChange {
  label: string;
  now: (string | Sentence)[];
  afterwards: (string | Sentence)[];
}
