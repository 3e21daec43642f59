import { randomUUID } from 'node:crypto';
import { sha256 } from '../call/digest';

/**
 * A new session secret: a random GUID, the form in which the documents hand sessions out. The caller
 * carries it, the database holds its SHA-256 only.
 */
export const makeSecret = (): string => randomUUID();

/**
 * What the database knows of a secret.
 *
 * @param secret as the caller carries it
 * @returns 64 hex digits
 */
export const hashSecret = (secret: string): string => sha256(secret);
