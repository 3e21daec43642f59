/** The exchange's six documented errors with their messages. docs/contract.md says when each is sent. */
export const ERRORS = {
  not_authorized: { errorcode: 20, errormsg: 'Not Authorized' },
  // The exchange's own name for a malformed request.
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
 * The documented response object for an error.
 *
 * @param detail plain text for the client, without internals
 */
export function standardError(kind: ErrorKind, detail: string): StandardResponse {
  const { errormsg, errorcode } = ERRORS[kind];
  return { result: false, errormsg, errorcode, detail };
}

/** An expected failure. The domain throws it; the console and the gateway turn it into a documented reply. */
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
 * Stops an operation for a reason that the actor can understand.
 *
 * @throws Refusal always
 */
export function refuse(kind: Refusal['kind'], detail: string): never {
  throw new Refusal(kind, detail);
}

/** A refusal because the rate limit is used up. */
export class TooManyCalls extends Refusal {
  constructor(
    readonly retryAfterSeconds: number,
    what = 'Too many calls.',
  ) {
    super('operation_failed', `${what} Try again in ${retryAfterSeconds} seconds.`);
    this.name = 'TooManyCalls';
  }
}

/** The kinds of fault, with what the client gets to know. */
export const FAULTS = {
  failed: 'An operation failed unexpectedly.',
  unavailable: 'The database does not answer.',
  busy: 'Another change keeps the audit log busy. Nothing was done.',
  unknown: 'The database did not say whether this was done.',
} as const;

/** The detail of a `busy` fault. A page recognizes it and knows that nothing was done. */
export const BUSY = 'Another change keeps the audit log busy. Nothing was done. Try again in a moment.';

/** An unexpected failure. `cause` says what happened; it is for the log only. */
export class ServerFault extends Error {
  constructor(
    readonly kind: keyof typeof FAULTS,
    override readonly cause: unknown,
  ) {
    super(FAULTS[kind], { cause });
    this.name = 'ServerFault';
  }

  /** Whether the fault may pass by itself, so that trying again later may help. */
  get isUnavailable(): boolean {
    return this.kind !== 'failed';
  }
}

/**
 * The detail of every refusal (20) for lack of a session. A page recognizes it and offers to sign in again.
 */
export const NO_SESSION = 'There is no live session. Sign in first.';

/**
 * The detail of a refusal (20) when a page was rendered for another session than the current one.
 *
 * @param userName the user who is signed in now
 */
export const signedInElsewhere = (userName: string): string =>
  `You are signed in as ${userName} in another tab. Nothing was changed. Reload this page to go on as ${userName}.`;

/** Recognizes that detail. User names can contain any text, but they come after the text checked here. */
export const saysSignedInElsewhere = (detail: string): boolean =>
  detail.startsWith('You are signed in as ') && detail.includes(' in another tab. Nothing was changed.');
