/** The most steps in one plan. */
export const MAX_STEPS = 50;

/** A requested step of a plan: a documented call and its request. */
export interface StepRequest {
  call: string;
  request: object;
}

/** The names of a few OMSs and companies that would have no one left to manage them. */
export interface Unattended {
  omses: string[];
  companies: string[];
}

/** What a call other than a removal would change. */
export interface ChangeFacts {
  userId: number;
  userName: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  isSelf: boolean;
  unattended: Unattended;
}

/** The preview of a step: the facts of its call, or why the call would be refused now. */
export type PlannedStep<Facts = unknown> =
  | { facts: Facts; expectedDigest: string | undefined; objection: null }
  | { facts: null; expectedDigest: undefined; objection: string };

export interface Plan {
  /** In the order of the request. */
  steps: PlannedStep[];
}
