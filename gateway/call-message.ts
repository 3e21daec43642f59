import type { StandardResponse } from '@/domain/call/errors';
import type { JsonObject } from './protocols/payload';

/** A call as a protocol has read it. */
export interface CallMessage {
  call: string;
  payload: JsonObject;
  /** The secret of the session that the caller claims, or null. */
  secret: string | null;
  /** The caller's own id for a request that changes something, where the protocol has one. */
  requestId: string | null;
  address: string | null;
  /** What the caller's program calls itself, or null. */
  userAgent: string | null;
  /** Ties the reply, the log and the audit entry together. A UUID. */
  correlationId: string;
  /** Hears that the session is a live one, before the call is performed. */
  onCaller?: () => void;
}

/** What goes back to the caller. */
export type Answer =
  | { ok: true; reply: unknown }
  | { ok: false; error: StandardResponse; status: number; retryAfterSeconds?: number };
