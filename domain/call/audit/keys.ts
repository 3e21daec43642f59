import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { type Env, env } from '@/env';

/** A key of the audit log. */
export interface AuditKey {
  key: KeyObject;
  /** Identifies the key in the log without revealing it. 32 hex digits. */
  fingerprint: string;
}

export interface AuditKeys {
  /** AUDIT_KEY, which signs the entries that this process appends. */
  own: AuditKey;
  /** By fingerprint: AUDIT_KEY, and the keys of AUDIT_PREVIOUS_KEYS, which signed older entries. */
  known: ReadonlyMap<string, AuditKey>;
}

/**
 * The text that a key signs to make its fingerprint. No entry has this form, so no entry has this signature.
 */
const PURPOSE = 'access-console audit key 1';

const FINGERPRINT_BYTES = 16;

function auditKey(secret: string): AuditKey {
  const key = createSecretKey(secret, 'utf8');
  const digest = createHmac('sha256', key).update(PURPOSE).digest();
  return { key, fingerprint: digest.subarray(0, FINGERPRINT_BYTES).toString('hex') };
}

export function keysOf(settings: Pick<Env, 'AUDIT_KEY' | 'AUDIT_PREVIOUS_KEYS'>): AuditKeys {
  const own = auditKey(settings.AUDIT_KEY);
  const all = [own, ...(settings.AUDIT_PREVIOUS_KEYS ?? []).map(auditKey)];
  return { own, known: new Map(all.map((key) => [key.fingerprint, key])) };
}

let cached: AuditKeys | undefined;

/**
 * The keys of this process. They are made once, since making them for every entry of a long log would be
 * slow.
 */
export function auditKeys(): AuditKeys {
  cached ??= keysOf(env());
  return cached;
}
