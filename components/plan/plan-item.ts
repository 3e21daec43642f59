import type { RemovalResource } from '../removal/removal-resource';
import type { Sentence } from '../ui/sentence';

type Shared = 'call' | 'action' | 'mode' | 'verb' | 'happens' | 'warnings' | 'isSelf';
/** What a removal has, and another change may leave out. */
type OfRemovals = 'change' | 'notAffected' | 'notes' | 'confirmation';

/** What a step of a plan does, with its texts: a removal, or another call that changes one person. */
export interface PlanResource<Facts>
  extends Pick<RemovalResource<never, Facts>, Shared>,
    Partial<Pick<RemovalResource<never, Facts>, OfRemovals>> {
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
