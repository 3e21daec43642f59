'use client';

import { Alert, Button, Center, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type SignInResponse, signIn } from 'next-auth/react';
import { type FormEvent, useEffect, useState } from 'react';
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

/** Name and password. Every refusal has the same text, so that it does not reveal which names exist. */
export function SignInForm({ target }: { target: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  useEffect(() => {
    if (!keepsCookies()) setProblem(NO_COOKIES);
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setPending(true);
    setProblem(null);
    const result = await signIn('credentials', {
      userName: typed.get('userName'),
      password: typed.get('password'),
      redirect: false,
    }).catch(() => undefined);
    const isSignedIn = Boolean(result?.ok) && (await hasSession());
    if (isSignedIn) {
      window.location.assign(target);
      return;
    }
    setProblem(result?.ok ? NO_COOKIES : problemOf(result));
    setPending(false);
  };

  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={340} gap="lg">
        <div>
          <Title order={1}>Access Console</Title>
          <Text c="dimmed">Remove access safely, and prove it.</Text>
        </div>
        {problem && (
          <Alert role="alert" color="red">
            {problem}
          </Alert>
        )}
        {/* Without a method, a form sent before hydration would put the password into the address. */}
        <form method="post" onSubmit={submit}>
          <Stack>
            <TextInput
              name="userName"
              label="User name"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              withAsterisk={false}
              maxLength={200}
              autoFocus
            />
            <PasswordInput
              name="password"
              label="Password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              maxLength={1024}
              visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
            />
            <Button type="submit" loading={isPending}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Stack>
    </Center>
  );
}
