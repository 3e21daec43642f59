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

/**
 * The HTTP status that goes with an error.
 *
 * @param failure a refusal or a fault, as operations throw them
 */
export function statusOf(failure: Refusal | ServerFault): number {
  if (failure instanceof ServerFault) return failure.isUnavailable ? 503 : 500;
  if (failure instanceof TooManyCalls) return 429;
  return failure.detail === NO_SESSION ? 401 : STATUS[failure.kind];
}

const FAULT_WORDS: Record<ServerFault['kind'], string> = {
  failed: 'Something failed on our side.',
  unavailable: 'The database does not answer just now.',
  busy: BUSY,
  unknown: 'The database did not say whether this was done. Ask again under the same request id.',
};

/**
 * The standard object of whatever an operation threw. The log gets what happened, under the correlation id
 * that the caller is told.
 *
 * @param failure a refusal or a fault, as operations throw them
 * @param call its name
 * @param correlationId of this request
 */
export function explain(
  failure: Refusal | ServerFault,
  call: string,
  correlationId: string,
): StandardResponse {
  if (failure instanceof ServerFault) {
    log().error({ call, correlationId, err: failure.cause }, failure.message);
    const words = FAULT_WORDS[failure.kind];
    return standardError('server_error', `${words} Correlation id ${correlationId}.`);
  }
  // Who asks too often must not fill the log.
  const level = failure instanceof TooManyCalls ? 'debug' : 'info';
  log()[level]({ call, correlationId, kind: failure.kind, detail: failure.detail }, 'refused');
  return standardError(failure.kind, failure.detail);
}
