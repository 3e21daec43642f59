'use client';

import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef } from 'react';
import { Mark } from '../ui/mark';
import classes from './sign-in.module.css';
import { type DemoSignIns, TryItAs } from './try-it-as';
import { useSignIn } from './use-sign-in';

interface Props {
  /** Path of the page to open afterwards. */
  target: string;
  /** Only in the demo. */
  demo: DemoSignIns | null;
}

/** Name and password. Every refusal has the same text, so that it does not reveal which names exist. */
export function SignInForm({ target, demo }: Props) {
  const { problem, pending, submit } = useSignIn(target);
  const passwordField = useRef<HTMLInputElement>(null);

  const submitTyped = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    if (await submit(String(typed.get('userName')), String(typed.get('password')))) return;
    passwordField.current?.focus();
    passwordField.current?.select();
  };

  return (
    <main className={classes.page}>
      <p className={classes.brand}>
        <Mark size={28} />
        Access Console
      </p>
      <h1 className={classes.title}>Sign in</h1>
      <p className={classes.about}>Remove access safely, and prove it.</p>
      {/* Without a method, a form sent before hydration would put the password into the address. */}
      <form method="post" onSubmit={submitTyped}>
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
            ref={passwordField}
            name="password"
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            maxLength={1024}
            visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
          />
          <Button type="submit" loading={pending !== null}>
            Sign in
          </Button>
          {/* Below the fields, so that they stay where they are. */}
          {problem && (
            <Alert role="alert" color="red">
              {problem}
            </Alert>
          )}
        </Stack>
      </form>
      {demo && (
        <TryItAs
          users={demo.users}
          pending={pending}
          onChoose={(userName) => submit(userName, demo.password)}
        />
      )}
    </main>
  );
}
