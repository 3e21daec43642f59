import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';

/** Values from tutorials and examples are public, so they can't be secrets. */
const SAMPLE_SECRET = /change.?me|example|sample|secret.?here|replace|your.?(?:key|secret)|^(.)\1+$/i;

const secret = z
  .string({ error: 'is missing: give a random value, for example the output of `openssl rand -base64 48`' })
  .min(32, 'is too short: at least 32 characters, for example the output of `openssl rand -base64 48`')
  .refine((value) => !SAMPLE_SECRET.test(value), 'is a sample: give a random value of your own');

const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${min} to ${max}` })
    .int(`must be a whole number from ${min} to ${max}`)
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);

const checkpointKey = z.string().refine(isEd25519, {
  error:
    'must be an Ed25519 key: the output of `openssl genpkey -algorithm ed25519 -outform DER | base64 -w0`',
});

function isEd25519(key: string): boolean {
  try {
    const der = Buffer.from(key, 'base64');
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

const origin = z
  .url({ protocol: /^https?$/, error: 'must be the public address, for example https://access.example.com' })
  .transform((value) => new URL(value))
  .refine((url) => url.pathname === '/' && !url.search && !url.hash, 'must be an origin, without a path')
  .transform((url) => url.origin);

const schema = z
  .object({
    DATABASE_URL: z.url({
      protocol: /^postgres(ql)?$/,
      error: 'must be a connection string, for example postgresql://user:password@host:5432/database',
    }),
    DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10),
    DATABASE_TIME_LIMIT_MS: wholeNumber(500, 60_000).default(2_000),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: wholeNumber(1, 65_535).default(3000),
    GATEWAY_PORT: wholeNumber(1, 65_535).default(3001),
    NEXTAUTH_URL: origin.optional(),
    NEXTAUTH_SECRET: secret,
    AUDIT_KEY: secret,
    AUDIT_PREVIOUS_KEYS: z
      .string()
      .transform((keys) => keys.split(',').map((key) => key.trim()))
      .pipe(z.array(secret))
      .optional(),
    AUDIT_CHECKPOINT_KEY: checkpointKey.optional(),
    AUDIT_CHECKPOINT_FILE: z.string().min(1).optional(),
    AUDIT_CHECKPOINT_MINUTES: wholeNumber(1, 24 * 60).default(10),
    METRICS_TOKEN: secret.optional(),
    SERVER_HEAP_MB: wholeNumber(128, 65_536).default(512),
    SESSION_IDLE_MINUTES: wholeNumber(3, 24 * 60).default(15),
    SESSION_MAX_HOURS: wholeNumber(1, 7 * 24).default(12),
    TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
    /** Set by the commands that start the embedded demo, never by hand. */
    DEMO_WORLD: z
      .enum(['true', 'false'], { error: 'must be true or false' })
      .default('false')
      .transform((text) => text === 'true'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .transform((values) => ({
    ...values,
    NEXTAUTH_URL: values.NEXTAUTH_URL ?? `http://localhost:${values.PORT}`,
  }))
  .refine((values) => !values.AUDIT_CHECKPOINT_KEY === !values.AUDIT_CHECKPOINT_FILE, {
    path: ['AUDIT_CHECKPOINT_FILE'],
    error: 'and AUDIT_CHECKPOINT_KEY belong together: set both, or neither',
  })
  .refine((values) => values.GATEWAY_PORT !== values.PORT, {
    path: ['GATEWAY_PORT'],
    error: 'must differ from PORT: the console listens there',
  })
  .refine((values) => values.NEXTAUTH_SECRET !== values.AUDIT_KEY, {
    path: ['AUDIT_KEY'],
    error: 'must differ from NEXTAUTH_SECRET: a key for sessions must not also sign the audit log',
  })
  .refine(({ AUDIT_KEY, AUDIT_PREVIOUS_KEYS }) => !AUDIT_PREVIOUS_KEYS?.includes(AUDIT_KEY), {
    path: ['AUDIT_PREVIOUS_KEYS'],
    error: 'must not list AUDIT_KEY: it is for keys that signed the audit log before',
  })
  .refine(
    ({ METRICS_TOKEN, NEXTAUTH_SECRET, AUDIT_KEY }) =>
      METRICS_TOKEN !== NEXTAUTH_SECRET && METRICS_TOKEN !== AUDIT_KEY,
    {
      path: ['METRICS_TOKEN'],
      error: 'must differ from NEXTAUTH_SECRET and AUDIT_KEY: a token for metrics must not also be a key',
    },
  );

export type Env = z.infer<typeof schema>;

/** Settings are missing or wrong. The message has one line for each and never contains a value. */
export class BadEnvironmentError extends Error {
  constructor(readonly problems: string[]) {
    super(`These settings are missing or wrong:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'BadEnvironmentError';
  }
}

/**
 * Checks the settings that README's configuration table lists, and adds the defaults.
 *
 * @param source variables by name; an empty value counts as not given
 * @throws BadEnvironmentError that names each variable that is missing or wrong, but no value
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new BadEnvironmentError(
    result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
  );
}

let cached: Env | undefined;

/**
 * Returns the settings of this process, which the first call reads.
 *
 * @throws BadEnvironmentError when a setting is missing or wrong
 */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
