import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from './user-error.mjs';

const secretsSchema = z.object({
  /** Names the folder of the embedded database when that can't be in the checkout. */
  installation: z.string().regex(/^[0-9a-f]{12}$/),
  nextauthSecret: z.string().min(32),
  auditKey: z.string().min(32),
  databasePassword: z.string().min(24),
});

export type Secrets = z.infer<typeof secretsSchema>;

/**
 * Reads the demo's secrets from secrets.json in an existing folder. The first call makes them at random.
 *
 * @throws UserError when the file is broken: new secrets would make the existing data unreadable
 */
export function loadSecrets(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json');
  const kept = read(file) ?? create(file);
  chmodSync(file, 0o600);
  const parsed = secretsSchema.safeParse(parse(kept));
  if (parsed.success) return parsed.data;
  throw new UserError(
    `${file} is broken. Restore it from a copy, or remove it and run \`npm run demo:reset\`, ` +
      'which makes new secrets and a new demo world.',
  );
}

/**
 * Reads the key that signs the demo's checkpoints from checkpoint.key in an existing folder. The first call
 * makes it.
 *
 * @returns an Ed25519 key as base64 of its DER form
 */
export function loadCheckpointKey(folder: string): string {
  const file = path.join(folder, 'checkpoint.key');
  const { privateKey } = generateKeyPairSync('ed25519');
  const fresh = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  return (read(file) ?? keep(file, `${fresh}\n`)).trim();
}

function create(file: string): string {
  const random = (bytes: number) => randomBytes(bytes).toString('base64url');
  const secrets: Secrets = {
    installation: randomBytes(6).toString('hex'),
    nextauthSecret: random(36),
    auditKey: random(36),
    databasePassword: random(24),
  };
  return keep(file, `${JSON.stringify(secrets, null, 2)}\n`);
}

/** Links a complete file into place: two commands that start at the same time must get the same content. */
function keep(file: string, content: string): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
