import 'server-only';
import {
  BUSY,
  type ErrorKind,
  NO_SESSION,
  type Refusal,
  ServerFault,
  type StandardResponse,
  standardError,
  TooManyCalls,
} from '@/domain/call/errors';
import { log } from './log';

const STATUS: Record<Exclude<ErrorKind, 'server_error'>, number> = {
  not_authorized: 403,
  invalid_request: 400,
  operation_failed: 409,
  not_found: 404,
  not_supported: 404,
};

/** The HTTP status of a refusal or fault. */
export function statusOf(failure: Refusal | ServerFault): number {
  if (failure instanceof ServerFault) return failure.isUnavailable ? 503 : 500;
  if (failure instanceof TooManyCalls) return 429;
  return failure.detail === NO_SESSION ? 401 : STATUS[failure.kind];
}

const FAULT_TEXTS: Record<ServerFault['kind'], string> = {
  failed: 'Something failed on our side.',
  unavailable: 'The database does not answer just now.',
  busy: BUSY,
  unknown: 'The database did not say whether this was done. Ask again under the same request id.',
};

/**
 * The standard object of a refusal or fault. It also logs the failure, under the correlation id that a
 * fault's text contains.
 *
 * @param call its name
 */
export function explain(
  failure: Refusal | ServerFault,
  call: string,
  correlationId: string,
): StandardResponse {
  if (failure instanceof ServerFault) {
    log().error({ call, correlationId, err: failure.cause }, failure.message);
    const text = FAULT_TEXTS[failure.kind];
    return standardError('server_error', `${text} Correlation id ${correlationId}.`);
  }
  // A client over its rate limit must not fill the log.
  const level = failure instanceof TooManyCalls ? 'debug' : 'info';
  log()[level]({ call, correlationId, kind: failure.kind, detail: failure.detail }, 'refused');
  return standardError(failure.kind, failure.detail);
}
