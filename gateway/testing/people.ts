import { hashPassword } from '@/domain/sign-in/password';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import { type Client, openClient, type ProtocolName, signIn } from './client';

export const PASSWORD = 'a password for the gateway';

let passwordHash: Promise<string> | undefined;

/** Gives an existing user the password PASSWORD. */
export async function givePassword(id: number): Promise<void> {
  passwordHash ??= hashPassword(PASSWORD);
  await database().user.update({ where: { id }, data: { passwordHash: await passwordHash } });
}

/** Makes a user whose password is PASSWORD. */
export async function makePerson(overrides: Parameters<typeof create.user>[1] = {}): Promise<User> {
  passwordHash ??= hashPassword(PASSWORD);
  return create.user(database(), { passwordHash: await passwordHash, ...overrides });
}

/**
 * Opens a client and signs in a user whose password is PASSWORD.
 *
 * @param origin where the gateway listens
 * @param headers additional ones
 */
export async function openSignedIn(
  protocol: ProtocolName,
  origin: string,
  userName: string,
  headers: Record<string, string> = {},
): Promise<Client> {
  const client = await openClient(protocol, origin, { headers });
  await signIn(client, userName, PASSWORD);
  return client;
}
