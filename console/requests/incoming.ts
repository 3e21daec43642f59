import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { env } from '@/env';
import { canonicalOrigin, isHostOf } from '@/server/origin';
import { LIVE_PATH, REFUSED_HEADER } from '../session/paths';

/** What the console notes about a request. */
interface RequestNotes {
  isUnavailable: boolean;
}

/** Value of Retry-After while the database does not answer. */
export const RETRY_AFTER_SECONDS = 5;

// Next.js bundles pages, the proxy and this file separately. They share this global.
const shared = globalThis as { accessConsoleIncoming?: AsyncLocalStorage<RequestNotes> };

function requestNotes(): AsyncLocalStorage<RequestNotes> {
  shared.accessConsoleIncoming ??= new AsyncLocalStorage();
  return shared.accessConsoleIncoming;
}

interface Received {
  server: Server;
  request: IncomingMessage;
  response: ServerResponse;
}

/**
 * Checks and changes every request before Next.js gets it. Node.js publishes each request on this channel
 * first.
 */
export function watchRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { server, request, response } = message as Received;
    ignoreUpgrades(server);
    delete request.headers[REFUSED_HEADER];
    checkMethod(request);
    checkTarget(request);
    checkRouterState(request);
    normalizeOrigin(request);
    disableCompression(request);
    const notes: RequestNotes = { isUnavailable: false };
    requestNotes().enterWith(notes);
    reportUnavailable(response, notes);
  });
}

/** Notes that the present page fails because the database does not answer, so that its status becomes 503. */
export function noteUnavailable(): void {
  const notes = requestNotes().getStore();
  if (notes) notes.isUnavailable = true;
}

/**
 * Next.js listens for upgrades, which only development needs, and never answers unknown ones. Without a
 * listener, Node.js ignores the header and the request is answered like any other.
 */
function ignoreUpgrades(server: Server): void {
  if (process.env.NODE_ENV === 'production') server.removeAllListeners('upgrade');
}

/** Next.js throws when `fetch` does not support the method. */
function checkMethod(request: IncomingMessage): void {
  if (request.method !== 'TRACE') return;
  request.method = 'GET';
  request.headers[REFUSED_HEADER] = 'This method is not supported.';
}

/**
 * Next.js treats any target as a path, and redirects `http://other.example/` and `//other.example` to that
 * host. A target that is not a path of this console gets a header, and the proxy then refuses it.
 */
function checkTarget(request: IncomingMessage): void {
  const path = pathOf(request.url ?? '');
  if (path !== null) {
    request.url = path;
    return;
  }
  request.url = '/';
  request.headers[REFUSED_HEADER] = 'The address is malformed.';
}

/** Returns path and query; null when the target is malformed or names another origin. */
function pathOf(target: string): string | null {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/?#]*)?(.*)$/is.exec(target) ?? [];
  if (origin && canonicalOrigin(origin) !== canonicalOrigin(env().NEXTAUTH_URL)) return null;
  const local = origin && !path.startsWith('/') ? `/${path}` : path;
  if (!local.startsWith('/') || local.startsWith('//')) return null;
  try {
    const decoded = decodeURIComponent(local.split('?', 1)[0] ?? '');
    return /[\\\0]/.test(decoded) ? null : local;
  } catch {
    return null;
  }
}

/**
 * The header says which parts of a page a browser already has. Next.js answers 500 and logs a stack when it
 * can't read the header. The proxy never gets this header.
 */
function checkRouterState({ headers }: IncomingMessage): void {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree']);
  } catch {
    delete headers['next-router-state-tree'];
    headers[REFUSED_HEADER] = 'The state of the page is malformed.';
  }
}

/**
 * Next.js compares origin and host character by character, and trusts X-Forwarded-Host. Other spellings of
 * the console's own name are replaced by the configured one.
 */
function normalizeOrigin({ headers }: IncomingMessage): void {
  const home = env().NEXTAUTH_URL;
  if (isHostOf(headers.host, home)) headers.host = new URL(home).host;
  if (headers.origin && canonicalOrigin(headers.origin) === canonicalOrigin(home)) headers.origin = home;
  delete headers['x-forwarded-host'];
}

/** Next.js ignores `no-transform` and would compress the stream of changes, which would delay its events. */
function disableCompression(request: IncomingMessage): void {
  if (request.url?.split('?', 1)[0] === LIVE_PATH) delete request.headers['accept-encoding'];
}

/**
 * Next.js answers 500 to every page that throws. Node.js calls `writeHead` once, just before it sends the
 * headers.
 */
function reportUnavailable(response: ServerResponse, notes: RequestNotes): void {
  const writeHead = response.writeHead;
  response.writeHead = ((status: number, ...rest: never[]) => {
    if (!notes.isUnavailable || status !== 500) return writeHead.call(response, status, ...rest);
    response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    return writeHead.call(response, 503, ...rest);
  }) as typeof writeHead;
}
