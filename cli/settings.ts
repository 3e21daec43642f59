import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from '@/scripts/setup/user-error.mjs';

export interface Settings {
  /** The gateway's origin. */
  url: string;
  /** Used instead of a prompt. */
  userName: string | undefined;
  password: string | undefined;
  /** Path of the file with the sessions. */
  sessionFile: string;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const schema = z.object({
  ACCESS_CONSOLE_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the address of the gateway, such as https://gateway.example.com',
    })
    .default('http://127.0.0.1:3001')
    .transform((value) => new URL(value))
    .refine((url) => url.protocol === 'https:' || LOOPBACK.has(url.hostname), {
      error: 'must begin with https: anybody between here and there could read the password',
    })
    .transform((url) => url.origin),
  ACCESS_CONSOLE_USER: z.string().optional(),
  ACCESS_CONSOLE_PASSWORD: z.string().optional(),
  XDG_STATE_HOME: z.string().default(() => path.join(homedir(), '.local/state')),
});

/**
 * Reads the command line's settings, which docs/gateway.md lists.
 *
 * @param source environment variables; an empty value counts as not given
 * @throws UserError naming the variables that are wrong
 */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const { data, error } = schema.safeParse(given);
  if (!data)
    throw new UserError(error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'));
  return {
    url: data.ACCESS_CONSOLE_URL,
    userName: data.ACCESS_CONSOLE_USER,
    password: data.ACCESS_CONSOLE_PASSWORD,
    sessionFile: path.join(data.XDG_STATE_HOME, 'access-console', 'sessions.json'),
  };
}
