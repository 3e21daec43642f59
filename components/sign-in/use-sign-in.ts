import { type SignInResponse, signIn } from 'next-auth/react';
import { useEffect, useState } from 'react';
import { cookieName } from '@/console/session/paths';

const REFUSED =
  'Wrong user name or password, or your sign-in is blocked. After several attempts, wait up to 15 minutes.';
const TOO_MANY =
  'Too many people are signing in right now. Your password was not checked. Try again in a few seconds.';
const NO_COOKIES =
  'Your browser refuses cookies, and without them nobody stays signed in. Allow cookies for this address, then sign in again.';
const SILENT = 'The console did not answer, so your password may not have been checked. Try again.';

function problemOf(result: SignInResponse | undefined): string {
  if (result?.status === 429) return TOO_MANY;
  return result?.status === 401 && result.error === 'CredentialsSignin' ? REFUSED : SILENT;
}

/**
 * Some browsers refuse cookies but report that they accept them, so this checks whether a cookie comes back.
 */
function keepsCookies(): boolean {
  const name = cookieName('try', window.location.origin);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is there over https only.
  document.cookie = `${name}=1; path=/; samesite=lax; max-age=60`;
  return document.cookie.includes(`${name}=1`);
}

/** A browser that drops the session's cookie reports no error: it returns without a session. */
async function hasSession(): Promise<boolean> {
  const answer = await fetch('/api/session').catch(() => undefined);
  return answer?.status !== 401;
}

/**
 * Signs in by name and password, and then opens a page.
 *
 * @param target path of that page
 * @returns `submit` resolves to whether the user is signed in; `pending` is the name that is being checked;
 *   `problem` is why the last attempt failed
 */
export function useSignIn(target: string) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState<string | null>(null);

  useEffect(() => {
    if (!keepsCookies()) setProblem(NO_COOKIES);
  }, []);

  const submit = async (userName: string, password: string): Promise<boolean> => {
    setPending(userName);
    setProblem(null);
    const result = await signIn('credentials', { userName, password, redirect: false }).catch(
      () => undefined,
    );
    if (result?.ok && (await hasSession())) {
      window.location.assign(target);
      return true;
    }
    setProblem(result?.ok ? NO_COOKIES : problemOf(result));
    setPending(null);
    return false;
  };

  return { problem, pending, submit };
}
