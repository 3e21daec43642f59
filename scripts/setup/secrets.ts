import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from './user-error.mjs';

const secretsSchema = z.object({
  /** Names this installation where its database can't live in the checkout. */
  installation: z.string().regex(/^[0-9a-f]{12}$/),
  nextauthSecret: z.string().min(32),
  auditKey: z.string().min(32),
  databasePassword: z.string().min(24),
});

export type Secrets = z.infer<typeof secretsSchema>;

/**
 * The secrets of a console that wasn't given any: made at random once, then kept.
 *
 * @param folder an existing folder that the file secrets.json is kept in
 * @returns the secrets, the same at every call
 * @throws UserError when the file is there but broken: new secrets would make the kept data unreadable
 */
export function loadSecrets(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json');
  const kept = read(file) ?? create(file);
  chmodSync(file, 0o600);
  const parsed = secretsSchema.safeParse(parse(kept));
  if (parsed.success) return parsed.data;
  throw new UserError(
    `${file} is broken. Bring it back from a copy, or remove it and run \`npm run demo:reset\`: ` +
      'that makes new secrets and the demo world anew.',
  );
}

/**
 * The key that signs the checkpoints of a console that wasn't given one: made once, then kept.
 *
 * @param folder an existing folder that the file checkpoint.key is kept in
 * @returns an Ed25519 key as base64 of its DER form, the same at every call
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

/** Linked into place whole: two commands that begin at once must agree on one content. */
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
