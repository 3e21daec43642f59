import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { askHidden, askVisible, readLine } from '@/scripts/commands/input/ask';
import { UserError } from '@/scripts/setup/user-error.mjs';
import { type Answer, type Request, replyOf, send } from './gateway-client';
import { openSessionFile } from './session-file';
import type { Settings } from './settings';

/** Calls that work without a session. */
const PUBLIC = new Set(['AuthenticateUser', 'Ping']);
const NO_SESSION = 401;

const signedIn = z.union([
  z.object({ authenticated: z.literal(true), sessionId: z.string() }),
  z.object({ authenticated: z.literal(false), errormsg: z.string() }),
]);

async function readCredentials({ userName, password }: Settings) {
  if (process.stdin.isTTY) {
    const name = userName ?? (await askVisible('User name:'));
    return { UserName: name, Password: password ?? (await askHidden('Password:')) };
  }
  if (!userName) {
    throw new UserError(
      'You are not signed in. Run `npx access-console login`, or give ACCESS_CONSOLE_USER and the password, as ' +
        'ACCESS_CONSOLE_PASSWORD or as a line on standard input.',
    );
  }
  return { UserName: userName, Password: password ?? (await readLine()) };
}

/**
 * Signs in, and stores the session for the next commands.
 *
 * @returns the session id, which is secret
 * @throws UserError when the gateway rejects the sign-in, or when the session can't be stored; then it ends
 *   the session
 */
export async function login(settings: Settings): Promise<string> {
  const file = openSessionFile(settings.sessionFile);
  // First, so that the gateway opens no session whose id would be lost.
  file.tryToWrite(settings.url);
  const payload = await readCredentials(settings);
  const request = { call: 'AuthenticateUser', payload, requestId: randomUUID() };
  const { data: reply } = signedIn.safeParse(replyOf(await send(settings.url, request)));
  if (!reply) throw new UserError(`${settings.url} does not answer as a gateway.`);
  if (!reply.authenticated) throw new UserError(`${reply.errormsg}.`);
  try {
    file.write(settings.url, reply.sessionId);
  } catch (error) {
    await endSession(settings, reply.sessionId).catch(() => {});
    throw error;
  }
  return reply.sessionId;
}

async function endSession({ url }: Settings, sessionId: string): Promise<void> {
  replyOf(await send(url, { call: 'LogOut', payload: {}, sessionId, requestId: randomUUID() }));
}

/**
 * Ends the stored session.
 *
 * @throws UserError when the gateway does not answer; then the session stays stored
 */
export async function logout(settings: Settings): Promise<void> {
  const file = openSessionFile(settings.sessionFile);
  const sessionId = file.read(settings.url);
  if (sessionId === undefined) return;
  await endSession(settings, sessionId);
  file.write(settings.url, undefined);
}

/**
 * Makes a call with the stored session. Without a live one, it signs in first.
 *
 * @param input `requestId` is given when an earlier call is repeated
 * @returns the reply
 * @throws UserError with the error's message and detail
 */
export async function call(
  settings: Settings,
  input: Pick<Request, 'call' | 'payload'> & { requestId: string | undefined },
): Promise<unknown> {
  const request: Request = { ...input, requestId: input.requestId ?? randomUUID() };
  if (PUBLIC.has(request.call)) return replyOf(await send(settings.url, request));
  const stored = openSessionFile(settings.sessionFile).read(settings.url);
  const sendAs = (sessionId: string): Promise<Answer> => send(settings.url, { ...request, sessionId });
  const answer = stored === undefined ? undefined : await sendAs(stored);
  if (answer && answer.status !== NO_SESSION) return replyOf(answer);
  return replyOf(await sendAs(await login(settings)));
}
