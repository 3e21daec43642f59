import { inTransaction } from '../call/transaction';
import { placeOf, type SignInTry } from './attempt-limits';

/**
 * Forgets the failures that counted against an attempt that succeeded: those of its browser, or those under
 * its name from its address.
 *
 * @param tried as given to admitSignIn
 */
export async function clearFailures(tried: SignInTry): Promise<void> {
  const { userName, device } = tried;
  const where = device === null ? { userName, address: placeOf(tried), device } : { device };
  await inTransaction((tx) => tx.signInFailure.deleteMany({ where }));
}
