import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Env, parseEnv } from '@/env';
import { dataDir, root } from '../paths';
import { loadCheckpointKey, loadSecrets } from './secrets';
import { UserError } from './user-error.mjs';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** File with the demo's checkpoints of the audit log, in its data folder. */
export const CHECKPOINTS = 'audit-checkpoints.jsonl';

export interface Settings {
  /** Whether the console uses the embedded database with the demo world, since DATABASE_URL is not set. */
  isDemo: boolean;
  /** In the demo, DATABASE_URL is a placeholder until the embedded database has started. */
  env: Env;
}

/**
 * Reads the settings from the environment and from `.env`. The environment takes precedence.
 *
 * @throws as checkSettings
 */
export function readSettings(): Settings {
  const envFile = path.join(root, '.env');
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  return checkSettings(process.env, dataDir);
}

/**
 * Checks settings, and adds the secrets that the demo needs.
 *
 * @param source variables by name; an empty value counts as not given
 * @param folder holds the secrets of a demo; made when missing
 * @throws BadEnvironmentError naming what is missing or wrong; UserError for a demo that other machines could
 *   reach
 */
export function checkSettings(source: Record<string, string | undefined>, folder: string): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  if (given.DATABASE_URL) return { isDemo: false, env: parseEnv({ ...given, DEMO_WORLD: 'false' }) };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secrets = loadSecrets(folder);
  const env = parseEnv({
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    AUDIT_KEY: secrets.auditKey,
    AUDIT_CHECKPOINT_KEY: loadCheckpointKey(folder),
    AUDIT_CHECKPOINT_FILE: path.join(folder, CHECKPOINTS),
    ...given,
    DATABASE_URL: 'postgresql://127.0.0.1/not-started',
    DEMO_WORLD: 'true',
  });
  demandPrivate(env);
  return { isDemo: true, env };
}

/** Refuses settings with which others could reach the demo, on this machine's network or through a proxy. */
function demandPrivate({ HOST, NEXTAUTH_URL, TRUSTED_PROXIES }: Env): void {
  const { hostname } = new URL(NEXTAUTH_URL);
  const problems = {
    HOST: !LOOPBACK.includes(HOST) && `is ${HOST}`,
    NEXTAUTH_URL: !LOOPBACK.includes(hostname.replace(/^\[(.*)\]$/, '$1')) && `is ${NEXTAUTH_URL}`,
    TRUSTED_PROXIES: TRUSTED_PROXIES > 0 && `is ${TRUSTED_PROXIES}`,
  };
  for (const [name, problem] of Object.entries(problems)) {
    if (!problem) continue;
    throw new UserError(
      `${name} ${problem}, but the demo world may be reached from this machine only, since its passwords are ` +
        `public. Unset ${name}, or set DATABASE_URL to a database of your own.`,
    );
  }
}

/** Returns all settings as the environment of a child process, which then needs no other variable. */
export function toProcessEnv(env: Env): Record<string, string> {
  const given = Object.entries(env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
