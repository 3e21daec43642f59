import { hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2';

// OWASP's parameters for argon2id, which is this package's default variant.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Longer input would only serve to keep the server busy. */
export const LONGEST_PASSWORD = 1024;

/** A hash of the same cost, made from random bytes that were thrown away: no password matches it. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$F7ysTc6miJhJCybZdcIA7g$hDls8KbHk3maNbOn3lGfbz7qgb1CA+vvzE/8EyrFvmQ';

const ARGON2ID = /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{22,}\$[A-Za-z0-9+/]{43,}$/;

function hasFitLength(plain: string): boolean {
  return plain.length >= 1 && plain.length <= LONGEST_PASSWORD;
}

/**
 * Hashes a password for storing.
 *
 * @param plain 1 to 1024 characters
 * @returns an argon2id hash with its own salt, in PHC string form
 * @throws RangeError when the password is empty or too long
 */
export async function hashPassword(plain: string): Promise<string> {
  if (!hasFitLength(plain)) throw new RangeError(`A password has 1 to ${LONGEST_PASSWORD} characters.`);
  return argon2Hash(plain, COST);
}

/**
 * Compares a password with a stored hash. It takes equally long whether the user exists, whether a password
 * is stored and whether it is right, so the response time reveals nothing.
 *
 * @param hash null for an unknown user or one without a password
 * @param plain as typed, of any length
 */
export async function verifyPassword(hash: string | null, plain: string): Promise<boolean> {
  // argon2 would throw at once on a hash of another kind. A user with such a hash has no password here.
  const isComparable = hash !== null && ARGON2ID.test(hash) && hasFitLength(plain);
  const matches = await argon2Verify(isComparable ? hash : NOBODYS_HASH, isComparable ? plain : 'x');
  return isComparable && matches;
}
