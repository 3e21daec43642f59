/**
 * The exchange's six documented errors, and the words a caller gets. docs/contract.md says when each is sent.
 */
export const ERRORS = {
  not_authorized: { errorcode: 20, errormsg: 'Not Authorized' },
  // The exchange's own name for a request that is malformed.
  invalid_request: { errorcode: 100, errormsg: 'Invalid Response' },
  operation_failed: { errorcode: 101, errormsg: 'Operation Failed' },
  server_error: { errorcode: 102, errormsg: 'Server Error' },
  not_found: { errorcode: 104, errormsg: 'Resource Not Found' },
  not_supported: { errorcode: 106, errormsg: 'Operation Not Supported' },
} as const;

export type ErrorKind = keyof typeof ERRORS;

/** The documented response object, sent on success and on error alike. */
export interface StandardResponse {
  result: boolean;
  errormsg: string | null;
  errorcode: number;
  detail: string | null;
}

export const SUCCESS: StandardResponse = { result: true, errormsg: null, errorcode: 0, detail: null };

/**
 * The standard object of an error.
 *
 * @param kind which of the six
 * @param detail plain words for the caller, free of internals
 */
export function standardError(kind: ErrorKind, detail: string): StandardResponse {
  const { errormsg, errorcode } = ERRORS[kind];
  return { result: false, errormsg, errorcode, detail };
}

/** An expected failure: the domain throws it, the door turns it into a documented reply. */
export class Refusal extends Error {
  constructor(
    readonly kind: Exclude<ErrorKind, 'server_error'>,
    readonly detail: string,
  ) {
    super(`${ERRORS[kind].errormsg}: ${detail}`);
    this.name = 'Refusal';
  }
}

/**
 * Stops an operation for a reason the caller can understand.
 *
 * @throws Refusal always
 */
export function refuse(kind: Refusal['kind'], detail: string): never {
  throw new Refusal(kind, detail);
}

/** A refusal of somebody who asks too often. */
export class TooManyCalls extends Refusal {
  constructor(
    readonly retryAfterSeconds: number,
    what = 'Too many calls.',
  ) {
    super('operation_failed', `${what} Try again in ${retryAfterSeconds} seconds.`);
    this.name = 'TooManyCalls';
  }
}

/** What is known of an unexpected failure: what the caller is told, and whether trying again may help. */
export const FAULTS = {
  failed: 'An operation failed unexpectedly.',
  unavailable: 'The database does not answer.',
  busy: 'Another change keeps the audit log busy. Nothing was done.',
  unknown: 'The database did not say whether this was done.',
} as const;

/** What a caller is told of a fault of the kind `busy`, so that a page knows that nothing was done. */
export const BUSY = 'Another change keeps the audit log busy. Nothing was done. Try again in a moment.';

/** An unexpected failure. What happened stands in `cause`, for the log only. */
export class ServerFault extends Error {
  constructor(
    readonly kind: keyof typeof FAULTS,
    override readonly cause: unknown,
  ) {
    super(FAULTS[kind], { cause });
    this.name = 'ServerFault';
  }

  /** True where it may pass by itself, so that trying again later may help. */
  get isUnavailable(): boolean {
    return this.kind !== 'failed';
  }
}

/** Refusals (20) for want of a session say exactly this, so that a page can offer to sign in again. */
export const NO_SESSION = 'There is no live session. Sign in first.';

/**
 * Refusals (20) of what a page asks for that was made for another session say this.
 *
 * @param userName who is signed in by now
 */
export const signedInElsewhere = (userName: string): string =>
  `You are signed in as ${userName} in another tab. Nothing was changed. Reload this page to go on as ${userName}.`;

/** Whether a refusal says that. A user name may hold anything, but comes after these words. */
export const saysSignedInElsewhere = (detail: string): boolean =>
  detail.startsWith('You are signed in as ') && detail.includes(' in another tab. Nothing was changed.');
