import NextAuth from 'next-auth';
import { authOptions } from '@/actions/auth-options';
import { demandOwnOrigin, isOwnOrigin } from '@/actions/request-origin';
import { respond } from '@/actions/respond';

type Context = { params: Promise<{ nextauth: string[] }> };

const handle = (request: Request, context: Context): Promise<Response> =>
  NextAuth(request as never, context as never, authOptions());

export const GET = handle;

/** Signing in and out. Besides the library's own token, the request must come from this console. */
export async function POST(request: Request, context: Context): Promise<Response> {
  if (isOwnOrigin(request.headers)) return handle(request, context);
  return respond('SignIn', async () => demandOwnOrigin(request.headers));
}
