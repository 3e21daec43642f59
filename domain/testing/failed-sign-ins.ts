import { database } from '@/prisma/client';

/**
 * Records failed sign-ins under a user name as it was typed. The address defaults to 192.0.2.1, the time to
 * now.
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
