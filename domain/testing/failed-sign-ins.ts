import { database } from '@/prisma/client';

/**
 * Notes failed sign-ins under a name.
 *
 * @param userName as typed
 * @param failures how many, from where, and how long ago
 */
export async function failSignIns(
  userName: string,
  failures: { count: number; address?: string | null; secondsAgo?: number },
): Promise<void> {
  const { count, address = '192.0.2.1', secondsAgo = 0 } = failures;
  const at = new Date(Date.now() - secondsAgo * 1_000);
  const data = Array.from({ length: count }, () => ({ userName, address, at }));
  await database().signInFailure.createMany({ data });
}
