import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Env, parseEnv } from '@/env';
import { dataDir, root } from '../paths';
import { loadCheckpointKey, loadSecrets } from './secrets';
import { UserError } from './user-error.mjs';

const loopback = ['127.0.0.1', 'localhost', '::1'];

/** Where the demo's checkpoints of the audit log stand, in its folder. */
export const CHECKPOINTS = 'audit-checkpoints.jsonl';

export interface Settings {
  /** Without a database of one's own: the embedded one, with the demo world in it. */
  isDemo: boolean;
  /** In the demo, DATABASE_URL is a placeholder until the embedded database has started. */
  env: Env;
}

/**
 * Reads the settings: `.env` below the real environment.
 *
 * @returns checked settings
 * @throws as checkSettings
 */
export function readSettings(): Settings {
  const envFile = path.join(root, '.env');
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  return checkSettings(process.env, dataDir);
}

/**
 * Checks settings, and gives a demo what it needs.
 *
 * @param source variables by name; an empty value counts as not given
 * @param folder where the secrets of a demo are kept; made when missing
 * @returns checked settings
 * @throws BadEnvironmentError naming what is missing or wrong; UserError for a demo that others could reach
 */
export function checkSettings(source: Record<string, string | undefined>, folder: string): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  if (given.DATABASE_URL) return { isDemo: false, env: parseEnv(given) };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secrets = loadSecrets(folder);
  const env = parseEnv({
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    AUDIT_KEY: secrets.auditKey,
    AUDIT_CHECKPOINT_KEY: loadCheckpointKey(folder),
    AUDIT_CHECKPOINT_FILE: path.join(folder, CHECKPOINTS),
    ...given,
    DATABASE_URL: 'postgresql://127.0.0.1/not-started',
  });
  if (loopback.includes(env.HOST)) return { isDemo: true, env };
  throw new UserError(
    `HOST is ${env.HOST}, but the demo world answers on 127.0.0.1 only, since its passwords are public. ` +
      'Unset HOST, or set DATABASE_URL to a database of your own.',
  );
}

/**
 * @param env checked settings
 * @returns all of them as the environment of a child process, which then depends on nothing else
 */
export function toProcessEnv(env: Env): Record<string, string> {
  const given = Object.entries(env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
