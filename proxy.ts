import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { answerRefused } from '@/console/requests/answer-refused';
import { demandReadable } from '@/console/requests/page-request';
import { ownCookieName } from '@/console/session/own-cookies';
import { NONCE_HEADER, PATH_HEADER, REFUSED_HEADER, signInPath } from '@/console/session/paths';
import { Refusal } from '@/domain/call/errors';
import { env } from '@/env';
import { isHostOf } from '@/server/origin';

/** Answered under any host name and without a session: load balancers and Prometheus use IP addresses. */
const MACHINE_PATHS = ['/healthz', '/metrics'];
const isPublic = (pathname: string) =>
  MACHINE_PATHS.includes(pathname) ||
  pathname === '/sign-in' ||
  pathname === '/icon.svg' ||
  pathname === '/favicon.ico' ||
  pathname.startsWith('/api/') ||
  pathname.startsWith('/_next/');

/** Allows only the page's own scripts and styles, which have a nonce that is new for every page. */
function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    // React and Mantine set style attributes, and a nonce can't allow those.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function withSecurityHeaders<T extends Response>(response: T, pathname: string): T {
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('Referrer-Policy', 'same-origin');
  response.headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  if (!pathname.startsWith('/_next/static/')) response.headers.set('Cache-Control', 'no-store');
  if (env().NEXTAUTH_URL.startsWith('https:')) {
    response.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  }
  return response;
}

/** Returns why a request must be refused whatever it asks for, or null. */
async function findRefusal(request: NextRequest): Promise<Refusal | null> {
  const refused = request.headers.get(REFUSED_HEADER);
  if (refused !== null) return new Refusal('invalid_request', refused);
  if (request.nextUrl.pathname.startsWith('/api/')) return null;
  try {
    await demandReadable(request);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/**
 * Runs before every request. Refuses wrong hosts and malformed requests, redirects browsers without a session
 * cookie to the sign-in page, and sets security headers. It does not authorize: a cookie proves nothing until
 * the session is read.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  const home = env().NEXTAUTH_URL;
  if (!MACHINE_PATHS.includes(pathname) && !isHostOf(request.headers.get('host'), home)) {
    const text = `This console answers at ${home} only.\n`;
    return withSecurityHeaders(new NextResponse(text, { status: 421 }), pathname);
  }
  const refusal = await findRefusal(request);
  if (refusal) return withSecurityHeaders(answerRefused(refusal), pathname);
  // Actions are not redirected: they answer that there is no session, which the page can show.
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && !isPublic(pathname) && !request.cookies.has(ownCookieName('session'))) {
    return withSecurityHeaders(
      NextResponse.redirect(new URL(signInPath(pathname + search), home), 307),
      pathname,
    );
  }
  // Browsers ask for this below pages without a link to the icon, such as replies of the API.
  if (pathname === '/favicon.ico')
    return withSecurityHeaders(NextResponse.rewrite(new URL('/icon.svg', request.url)), pathname);
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set(NONCE_HEADER, nonce);
  headers.set(PATH_HEADER, pathname + search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return withSecurityHeaders(response, pathname);
}
