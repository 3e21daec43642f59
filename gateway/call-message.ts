import type { StandardResponse } from '@/domain/call/errors';
import type { JsonObject } from './protocols/payload';

/** A call, as read from a frame or an HTTP request. */
export interface CallMessage {
  call: string;
  payload: JsonObject;
  /** The secret of the session that the client claims. It is not checked yet. */
  secret: string | null;
  /** The client's idempotency key, or null when it sent none or the protocol has none. */
  requestId: string | null;
  address: string | null;
  /** What the client's program calls itself. */
  userAgent: string | null;
  /** Ties the reply, the log and the audit entry together. A UUID. */
  correlationId: string;
  /** Is called when the session proves to be live, before the call is performed. */
  onAuthenticated?: () => void;
}

/** The result of a call, before a protocol writes it. */
export type Answer =
  | { ok: true; reply: unknown }
  | { ok: false; error: StandardResponse; status: number; retryAfterSeconds?: number };
