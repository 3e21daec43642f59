import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { env } from '@/env';
import { canonicalOrigin, isHostOf } from '@/server/origin';
import { LIVE_PATH, REFUSED_HEADER } from '../session/paths';

/** What is known of a request beside what Next.js tells. */
interface Incoming {
  isUnavailable: boolean;
}

/** How long a client waits before it asks again while the database is away. */
export const RETRY_AFTER_SECONDS = 5;

// Pages, the proxy and this file are bundled apart: the global is what they share.
const shared = globalThis as { accessConsoleIncoming?: AsyncLocalStorage<Incoming> };

function incoming(): AsyncLocalStorage<Incoming> {
  shared.accessConsoleIncoming ??= new AsyncLocalStorage();
  return shared.accessConsoleIncoming;
}

interface Received {
  server: Server;
  request: IncomingMessage;
  response: ServerResponse;
}

/** Looks at every request before Next.js does. Node.js tells of each on this channel, before anybody handles it. */
export function watchRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { server, request, response } = message as Received;
    passOverUpgrades(server);
    delete request.headers[REFUSED_HEADER];
    readMethod(request);
    readTarget(request);
    readRouterState(request);
    spellAsConfigured(request);
    leaveUncompressed(request);
    const store: Incoming = { isUnavailable: false };
    incoming().enterWith(store);
    tellUnavailable(response, store);
  });
}

/** Notes that the page which is being rendered fails because the database is away: its status becomes 503. */
export function noteUnavailable(): void {
  const store = incoming().getStore();
  if (store) store.isUnavailable = true;
}

/**
 * Next.js listens for upgrades, which only development has, and lets the others hang. Where nobody listens, Node.js
 * passes the header over, and the request is answered as any other.
 */
function passOverUpgrades(server: Server): void {
  if (process.env.NODE_ENV === 'production') server.removeAllListeners('upgrade');
}

/** Next.js throws at a method that `fetch` doesn't know. */
function readMethod(request: IncomingMessage): void {
  if (request.method !== 'TRACE') return;
  request.method = 'GET';
  request.headers[REFUSED_HEADER] = 'This method is not supported.';
}

/**
 * Next.js takes any target for a path, and answers `http://other.example/` and `//other.example` with a redirect
 * there. What is no path of this console gets a mark, by which the proxy refuses it.
 */
function readTarget(request: IncomingMessage): void {
  const path = pathOf(request.url ?? '');
  if (path !== null) {
    request.url = path;
    return;
  }
  request.url = '/';
  request.headers[REFUSED_HEADER] = 'The address is malformed.';
}

/** @returns path and query; null when the target has another form, or leads elsewhere */
function pathOf(target: string): string | null {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/?#]*)?(.*)$/is.exec(target) ?? [];
  if (origin && canonicalOrigin(origin) !== canonicalOrigin(env().NEXTAUTH_URL)) return null;
  const asked = origin && !path.startsWith('/') ? `/${path}` : path;
  if (!asked.startsWith('/') || asked.startsWith('//')) return null;
  try {
    const decoded = decodeURIComponent(asked.split('?', 1)[0] ?? '');
    return /[\\\0]/.test(decoded) ? null : asked;
  } catch {
    return null;
  }
}

/**
 * Which parts of a page a browser has already. What Next.js can't read of it, it answers with 500, and with a stack in
 * the log. The proxy never sees this header.
 */
function readRouterState({ headers }: IncomingMessage): void {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree']);
  } catch {
    delete headers['next-router-state-tree'];
    headers[REFUSED_HEADER] = 'The state of the page is malformed.';
  }
}

/**
 * Next.js compares origin and host letter by letter, and believes X-Forwarded-Host. It is told the console's own
 * name wherever one of its spellings was sent.
 */
function spellAsConfigured({ headers }: IncomingMessage): void {
  const home = env().NEXTAUTH_URL;
  if (isHostOf(headers.host, home)) headers.host = new URL(home).host;
  if (headers.origin && canonicalOrigin(headers.origin) === canonicalOrigin(home)) headers.origin = home;
  delete headers['x-forwarded-host'];
}

/** Next.js compresses the stream of changes in spite of its `no-transform`, and a compressed one comes in lumps. */
function leaveUncompressed(request: IncomingMessage): void {
  if (request.url?.split('?', 1)[0] === LIVE_PATH) delete request.headers['accept-encoding'];
}

/** A page that throws is always a 500 to Next.js. Node.js calls this method once, just before the headers go out. */
function tellUnavailable(response: ServerResponse, store: Incoming): void {
  const writeHead = response.writeHead;
  response.writeHead = ((status: number, ...rest: never[]) => {
    if (!store.isUnavailable || status !== 500) return writeHead.call(response, status, ...rest);
    response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    return writeHead.call(response, 503, ...rest);
  }) as typeof writeHead;
}
