import { MAX_STEPS } from '@/domain/plans/types';
import { confirmationOf, nameOf } from '../ui/named';
import { asSaid, type Sentence, sentence } from '../ui/sentence';
import type { StateChange } from '../ui/state-changes';
import type { PlanItem } from './plan-item';
import type { PreviewedStep } from './use-plan';

/** What a plan is about: the access of one person, or rows of a list. */
export type PlanSubject =
  | {
      user: { id: number; name: string };
      /** What the person has now and would have after these items, by kind. */
      changesOf: (items: PlanItem[]) => StateChange[];
      /** How many steps there could be, if not for the limit of one plan. */
      available: number;
    }
  | {
      /** Left out if it is the same as the final button. */
      title?: string;
      available?: number;
      /** What is done with a number of rows, for example "Unlink 3 users". */
      verbFor: (count: number) => string;
      /** What changes by these steps. */
      changesOfSteps?: (ready: PreviewedStep[]) => StateChange[];
    };

/** The texts of a plan that depend on what it is about. */
export interface PlanTexts {
  title: string | Sentence;
  /** The final button, for the number of steps that are possible. */
  confirmFor: (count: number) => string;
  /** What a person types to confirm. */
  confirmation: (ready: PreviewedStep[]) => { label: string; name: string };
  changesOf: (ready: PreviewedStep[]) => StateChange[];
  /** What the plan leaves, because one plan does not take more. */
  rest?: string | undefined;
}

/** The name that the dialog of a step alone would ask for. */
function ownConfirmation({ item, preview }: PreviewedStep) {
  return preview?.objection === null ? item.resource.confirmation?.(preview.facts) : undefined;
}

function rowsConfirmation(ready: PreviewedStep[]) {
  const [first, ...others] = ready.map(ownConfirmation);
  const isOneObject = first && others.every((other) => other?.name === first.name);
  return isOneObject ? first : { label: 'Number of removals', name: String(ready.length) };
}

/** What a plan leaves, if it is full. */
function restOf(count: number, available: number): string | undefined {
  const left = available - count;
  return count === MAX_STEPS && left > 0
    ? `One plan takes ${MAX_STEPS} steps. ${left} more ${left === 1 ? 'is' : 'are'} left for a second plan.`
    : undefined;
}

/**
 * @param steps all steps of the plan. With one step a plan has the texts of that step's own dialog
 */
export function textsOf(subject: PlanSubject, steps: PreviewedStep[]): PlanTexts {
  if ('verbFor' in subject) {
    const { verbFor, title = verbFor(steps.length), available = 0, changesOfSteps = () => [] } = subject;
    return {
      title,
      confirmFor: verbFor,
      confirmation: rowsConfirmation,
      changesOf: changesOfSteps,
      rest: restOf(steps.length, available),
    };
  }
  const person = { kind: 'person', ...subject.user } as const;
  const [only] = steps.length === 1 ? steps : [];
  const verb = only?.item.resource.verb ?? 'Remove access';
  return {
    title: sentence`${asSaid(verb)}: ${nameOf(person)}`,
    confirmFor: (count) => (only ? verb : `${verb}: ${count} ${count === 1 ? 'step' : 'steps'}`),
    confirmation: () => (only && ownConfirmation(only)) ?? confirmationOf('Name of the user', person),
    changesOf: (ready) => subject.changesOf(ready.map(({ item }) => item)),
    rest: restOf(steps.length, subject.available),
  };
}
