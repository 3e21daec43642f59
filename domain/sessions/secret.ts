import { randomUUID } from 'node:crypto';
import { sha256 } from '../call/digest';

/**
 * Makes a session secret: a random GUID, the form of session tokens in the documents. The client keeps it;
 * the database stores only its SHA-256.
 */
export const makeSecret = (): string => randomUUID();

/**
 * The form in which the database stores a secret.
 *
 * @returns 64 hex digits
 */
export const hashSecret = (secret: string): string => sha256(secret);
