import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';
import { ERRORS } from '@/domain/call/errors';

/** The result of a call: code 0 and the reply, or an error's code and detail. */
export interface Result {
  code: number;
  detail: string | null;
  reply: unknown;
}

/** A client made from the documents only: it uses no code of the gateway. */
export interface Client {
  /** Makes a call in the protocol's frames, with the session of the last sign-in. */
  call(name: string, payload?: object): Promise<Result>;
  close(): void;
}

export const PROTOCOLS = ['apex', 'apad', 'http'] as const;
export type ProtocolName = (typeof PROTOCOLS)[number];

const done = (reply: unknown): Result => ({ code: 0, detail: null, reply });

interface ClientSettings {
  /** Additional headers. */
  headers?: Record<string, string>;
  /** The session to use before any sign-in. APEX ignores it. */
  sessionId?: string | undefined;
}

/**
 * Opens a client of one of the three protocols.
 *
 * @param origin where the gateway listens
 */
export function openClient(
  protocol: ProtocolName,
  origin: string,
  settings: ClientSettings = {},
): Promise<Client> {
  const open = { apex: openApexClient, apad: openApadClient, http: openHttpClient };
  return open[protocol](origin, settings);
}

/** @throws Error when the gateway rejects the sign-in */
export async function signIn(client: Client, userName: string, password: string): Promise<void> {
  const { reply } = await client.call('AuthenticateUser', { UserName: userName, Password: password });
  if (!(reply as { authenticated: boolean }).authenticated)
    throw new Error(`The sign-in of ${userName} was rejected.`);
}

/**
 * Opens a socket on a path of the gateway.
 *
 * @param origin where the gateway listens
 */
export async function openSocket(
  origin: string,
  path: '/WSGateway/' | '/APAD/',
  options: ClientOptions = {},
): Promise<WebSocket> {
  const socket = new WebSocket(origin.replace('http', 'ws') + path, options);
  await once(socket, 'open');
  return socket;
}

/** Matches replies to calls by their id. */
function createReplyMatcher<Id>() {
  const waiting = new Map<Id, (frame: never) => void>();
  return {
    wait: <Frame>(id: Id) => new Promise<Frame>((resolve) => waiting.set(id, resolve)),
    take(id: Id, frame: unknown) {
      waiting.get(id)?.(frame as never);
      waiting.delete(id);
    },
  };
}

async function openApexClient(origin: string, { headers = {} }: ClientSettings): Promise<Client> {
  const socket = await openSocket(origin, '/WSGateway/', { headers });
  const replies = createReplyMatcher<number>();
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    replies.take(frame.i, frame);
  });
  let sequence = 0;
  return {
    async call(name, payload = {}) {
      sequence += 2;
      const reply = replies.wait<{ m: number; o: string }>(sequence);
      socket.send(JSON.stringify({ m: 0, i: sequence, n: name, o: JSON.stringify(payload) }));
      const { m, o } = await reply;
      const content = JSON.parse(o);
      return m === 1 ? done(content) : { code: content.errorcode, detail: content.detail, reply: null };
    },
    close: () => socket.close(),
  };
}

const codeOf = (errormsg: string) =>
  Object.values(ERRORS).find((error) => error.errormsg === errormsg)?.errorcode ?? -1;

async function openApadClient(
  origin: string,
  { headers = {}, ...settings }: ClientSettings,
): Promise<Client> {
  const socket = await openSocket(origin, '/APAD/', { headers });
  const replies = createReplyMatcher<string>();
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    replies.take(frame.RequestUniqueId, frame);
  });
  let { sessionId } = settings;
  return {
    async call(name, payload = {}) {
      const RequestUniqueId = randomUUID();
      const reply = replies.wait<{ Parameter: string }>(RequestUniqueId);
      const Parameter = JSON.stringify({ sessionId, ...payload });
      socket.send(JSON.stringify({ MessageType: 'RPCCall', FunctionName: name, Parameter, RequestUniqueId }));
      const { success, payload: content, Err } = JSON.parse((await reply).Parameter);
      if (!success) {
        const [, errormsg = '', detail = ''] = /^(.*?): (.*)$/s.exec(Err) ?? [];
        return { code: codeOf(errormsg), detail, reply: null };
      }
      const result = done(JSON.parse(content));
      if (name === 'AuthenticateUser') sessionId = (result.reply as { sessionId?: string }).sessionId;
      return result;
    },
    close: () => socket.close(),
  };
}

async function openHttpClient(
  origin: string,
  { headers = {}, ...settings }: ClientSettings,
): Promise<Client> {
  let { sessionId } = settings;
  return {
    async call(name, payload = {}) {
      const response = await fetch(`${origin}/AP/${name}`, {
        method: 'POST',
        headers: { ...headers, ...(sessionId && { Authorization: `Bearer ${sessionId}` }) },
        body: JSON.stringify(payload),
      });
      const content = await response.json();
      if (!response.ok) return { code: content.errorcode, detail: content.detail, reply: null };
      if (name === 'AuthenticateUser') sessionId = content.sessionId;
      return done(content);
    },
    close: () => {},
  };
}
