import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';
import { ERRORS } from '@/domain/call/errors';

/** What a call came to: code 0 and the reply, or an error's code and words. */
export interface Result {
  code: number;
  detail: string | null;
  reply: unknown;
}

/** A client that knows nothing but the documents. */
export interface Client {
  /** Calls, in the protocol's own frames, with the session of the last sign-in. */
  call(name: string, payload?: object): Promise<Result>;
  close(): void;
}

export const PROTOCOLS = ['apex', 'apad', 'http'] as const;
export type ProtocolName = (typeof PROTOCOLS)[number];

const done = (reply: unknown): Result => ({ code: 0, detail: null, reply });

/** What a client brings along. */
interface Luggage {
  /** Headers beside the usual ones. */
  headers?: Record<string, string>;
  /** The session to carry before any sign-in; an APEX socket can carry none. */
  sessionId?: string | undefined;
}

/**
 * Opens a client of one of the three protocols.
 *
 * @param protocol which
 * @param origin where the gateway listens
 * @param luggage what it brings along; nothing, unless said otherwise
 */
export function openClient(protocol: ProtocolName, origin: string, luggage: Luggage = {}): Promise<Client> {
  const open = { apex: openApexClient, apad: openApadClient, http: openHttpClient };
  return open[protocol](origin, luggage);
}

/**
 * Signs a client in.
 *
 * @param client any
 * @param userName with the password
 * @throws Error when he is not let in
 */
export async function signIn(client: Client, userName: string, password: string): Promise<void> {
  const { reply } = await client.call('AuthenticateUser', { UserName: userName, Password: password });
  if (!(reply as { authenticated: boolean }).authenticated) throw new Error(`${userName} was not let in.`);
}

/**
 * Opens a socket on a path of the gateway.
 *
 * @param origin where the gateway listens
 * @param path which protocol
 * @param options as `ws` takes them
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
function createInbox<Id>() {
  const waiting = new Map<Id, (frame: never) => void>();
  return {
    wait: <Frame>(id: Id) => new Promise<Frame>((resolve) => waiting.set(id, resolve)),
    take(id: Id, frame: unknown) {
      waiting.get(id)?.(frame as never);
      waiting.delete(id);
    },
  };
}

async function openApexClient(origin: string, { headers = {} }: Luggage): Promise<Client> {
  const socket = await openSocket(origin, '/WSGateway/', { headers });
  const inbox = createInbox<number>();
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    inbox.take(frame.i, frame);
  });
  let sequence = 0;
  return {
    async call(name, payload = {}) {
      sequence += 2;
      const reply = inbox.wait<{ m: number; o: string }>(sequence);
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

async function openApadClient(origin: string, { headers = {}, ...luggage }: Luggage): Promise<Client> {
  const socket = await openSocket(origin, '/APAD/', { headers });
  const inbox = createInbox<string>();
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    inbox.take(frame.RequestUniqueId, frame);
  });
  let { sessionId } = luggage;
  return {
    async call(name, payload = {}) {
      const RequestUniqueId = randomUUID();
      const reply = inbox.wait<{ Parameter: string }>(RequestUniqueId);
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

async function openHttpClient(origin: string, { headers = {}, ...luggage }: Luggage): Promise<Client> {
  let { sessionId } = luggage;
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
