/** Most steps of one plan. */
export const MAX_STEPS = 50;

/** A step of a plan as somebody asks for it: a documented call and its request. */
export interface StepRequest {
  call: string;
  request: object;
}

/** Names of what nobody would be left to look after; a few of each. */
export interface Unattended {
  omses: string[];
  companies: string[];
}

/** What a call that is no removal would change. */
export interface ChangeFacts {
  userId: number;
  userName: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  isSelf: boolean;
  unattended: Unattended;
}

/** A step as it would go at this moment: with the facts of its call, or with what speaks against it. */
export type PlannedStep<Facts = unknown> =
  | { facts: Facts; expectedDigest: string | undefined; objection: null }
  | { facts: null; expectedDigest: undefined; objection: string };

export interface Plan {
  /** In the order in which they were asked for. */
  steps: PlannedStep[];
}
