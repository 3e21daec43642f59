import { describe, expect, it } from 'vitest';
import { BadEnvironmentError, parseEnv } from './env';

const SECRET = 'q8Zr1f0cJm5V7uXbKpN2sLhT9wYdEa4G';
const KEY = 'u3Wv6nHx8TgRkP0yQc5JmB2zLeF7sDaN';
const GOOD = {
  DATABASE_URL: 'postgresql://app:hidden@db:5432/access',
  NEXTAUTH_SECRET: SECRET,
  AUDIT_KEY: KEY,
};

function problemsOf(given: Record<string, string | undefined>): string[] {
  try {
    parseEnv({ ...GOOD, ...given });
    return [];
  } catch (error) {
    if (error instanceof BadEnvironmentError) return error.problems;
    throw error;
  }
}

describe('parseEnv', () => {
  it('requires a database and two secrets, and adds defaults for the rest', () => {
    expect(parseEnv(GOOD)).toEqual({
      ...GOOD,
      DATABASE_POOL_SIZE: 10,
      DEMO_WORLD: false,
      DATABASE_TIME_LIMIT_MS: 2_000,
      HOST: '127.0.0.1',
      PORT: 3000,
      GATEWAY_PORT: 3001,
      NEXTAUTH_URL: 'http://localhost:3000',
      SERVER_HEAP_MB: 512,
      SESSION_IDLE_MINUTES: 15,
      SESSION_MAX_HOURS: 12,
      TRUSTED_PROXIES: 0,
      LOG_LEVEL: 'info',
      AUDIT_CHECKPOINT_MINUTES: 10,
    });
  });

  it('converts numbers and origins, and ignores variables that are not settings', () => {
    const given = {
      PORT: '8080',
      DATABASE_POOL_SIZE: '5',
      SESSION_IDLE_MINUTES: '30',
      SESSION_MAX_HOURS: '1',
      TRUSTED_PROXIES: '2',
      HOST: '0.0.0.0',
      LOG_LEVEL: 'silent',
      HOME: '/root',
      NEXTAUTH_URL: 'https://access.example.com/',
    };
    const settings = parseEnv({ ...GOOD, ...given });
    expect(settings).toMatchObject({
      PORT: 8080,
      DATABASE_POOL_SIZE: 5,
      DATABASE_TIME_LIMIT_MS: 2_000,
      SESSION_IDLE_MINUTES: 30,
      SESSION_MAX_HOURS: 1,
    });
    expect(settings).toMatchObject({
      TRUSTED_PROXIES: 2,
      HOST: '0.0.0.0',
      NEXTAUTH_URL: 'https://access.example.com',
    });
    expect(settings).not.toHaveProperty('HOME');
  });

  it('derives the public address from the port unless one is given', () => {
    expect(parseEnv({ ...GOOD, PORT: '4010' }).NEXTAUTH_URL).toBe('http://localhost:4010');
    expect(parseEnv({ ...GOOD, PORT: '4010', NEXTAUTH_URL: '' }).NEXTAUTH_URL).toBe('http://localhost:4010');
    expect(parseEnv({ ...GOOD, PORT: '4010', NEXTAUTH_URL: 'http://10.0.0.1:80' }).NEXTAUTH_URL).toBe(
      'http://10.0.0.1',
    );
  });

  it.each([
    ['DATABASE_URL', undefined, 'must be a connection string'],
    ['DATABASE_URL', 'mysql://db/access', 'must be a connection string'],
    ['NEXTAUTH_URL', 'access.example.com', 'must be the public address'],
    ['NEXTAUTH_URL', 'ftp://access.example.com', 'must be the public address'],
    ['NEXTAUTH_URL', 'https://example.com/console', 'must be an origin'],
    ['NEXTAUTH_URL', 'https://example.com/?a=1', 'must be an origin'],
    ['PORT', 'http', 'must be a whole number from 1 to 65535'],
    ['PORT', '0', 'must be at least 1'],
    ['PORT', '65536', 'must be at most 65535'],
    ['PORT', '80.5', 'must be a whole number'],
    ['DATABASE_POOL_SIZE', '0', 'must be at least 1'],
    ['SESSION_IDLE_MINUTES', '2', 'must be at least 3'],
    ['SESSION_MAX_HOURS', '1000', 'must be at most 168'],
    ['TRUSTED_PROXIES', '-1', 'must be at least 0'],
    ['LOG_LEVEL', 'loud', ''],
    ['GATEWAY_PORT', '3000', 'must differ from PORT'],
    ['AUDIT_CHECKPOINT_FILE', '/var/log/checkpoints', 'and AUDIT_CHECKPOINT_KEY belong together'],
    ['AUDIT_CHECKPOINT_KEY', SECRET, 'must be an Ed25519 key'],
  ])('refuses %s = %s', (name, value, message) => {
    expect(problemsOf({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} .*${message}`)),
    ]);
  });

  it.each(['NEXTAUTH_SECRET', 'AUDIT_KEY'])('refuses %s when it is missing, short or a sample', (name) => {
    for (const [value, message] of [
      [undefined, 'is missing'],
      ['', 'is missing'],
      [SECRET.slice(1), 'is too short'],
      ['changeme-changeme-changeme-changeme', 'is a sample'],
      ['CHANGE_ME_CHANGE_ME_CHANGE_ME_CHANGE_ME', 'is a sample'],
      ['replace-with-a-long-random-value-of-yours', 'is a sample'],
      ['your-secret-your-secret-your-secret-', 'is a sample'],
      ['an-example-of-a-secret-that-is-long-enough', 'is a sample'],
      ['x'.repeat(64), 'is a sample'],
    ] as const) {
      expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(`${name} ${message}`)]);
    }
  });

  it('refuses the same key for sessions and the audit log', () => {
    expect(problemsOf({ AUDIT_KEY: SECRET })).toEqual([expect.stringMatching(/^AUDIT_KEY must differ/)]);
  });

  it('reads previous audit keys as a list, and refuses one that is too short or is AUDIT_KEY', () => {
    const others = [`${KEY}a`, `${KEY}b`];
    expect(parseEnv({ ...GOOD, AUDIT_PREVIOUS_KEYS: others.join(', ') }).AUDIT_PREVIOUS_KEYS).toEqual(others);
    expect(problemsOf({ AUDIT_PREVIOUS_KEYS: `${KEY}a,short` })).toEqual([
      expect.stringMatching(/^AUDIT_PREVIOUS_KEYS.*is too short/),
    ]);
    expect(problemsOf({ AUDIT_PREVIOUS_KEYS: KEY })).toEqual([
      expect.stringMatching(/^AUDIT_PREVIOUS_KEYS must not list AUDIT_KEY/),
    ]);
  });

  it('does not require METRICS_TOKEN, and refuses one that is too short, a sample or a key', () => {
    expect(parseEnv(GOOD).METRICS_TOKEN).toBeUndefined();
    for (const [value, message] of [
      [SECRET.slice(1), 'is too short'],
      ['x'.repeat(64), 'is a sample'],
      [SECRET, 'must differ from NEXTAUTH_SECRET and AUDIT_KEY'],
      [KEY, 'must differ from NEXTAUTH_SECRET and AUDIT_KEY'],
    ] as const) {
      expect(problemsOf({ METRICS_TOKEN: value })).toEqual([
        expect.stringContaining(`METRICS_TOKEN ${message}`),
      ]);
    }
  });

  it('names all wrong settings in one error, and no value', () => {
    const given = {
      DATABASE_URL: 'mysql://app:hidden@db',
      NEXTAUTH_SECRET: 'short-and-hidden',
      PORT: 'hidden',
    };
    expect(() => parseEnv({ ...GOOD, ...given })).toThrow(/DATABASE_URL.*PORT.*NEXTAUTH_SECRET/s);
    expect(problemsOf(given).join()).not.toContain('hidden');
  });
});
