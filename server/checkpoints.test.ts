import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyChain } from '@/domain/audit-entries/verify';
import { calls } from '@/domain/registry';
import { contextOf, newActor } from '@/domain/testing/actors';
import { makeRemovalScene } from '@/domain/testing/scene';
import { whileTampered } from '@/domain/testing/tampering';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { keepCheckpoints, readCheckpointFile } from './checkpoints';

const folder = mkdtempSync(path.join(tmpdir(), 'access-console-checkpoints-'));
const file = path.join(folder, 'checkpoints.jsonl');
const { privateKey } = generateKeyPairSync('ed25519');
vi.stubEnv('AUDIT_CHECKPOINT_KEY', privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'));
vi.stubEnv('AUDIT_CHECKPOINT_FILE', file);
setUpTestDatabase();

let remove: () => Promise<unknown>;

beforeAll(async () => {
  const actor = await newActor({ permissions: ['Operator'] });
  const { requests } = await makeRemovalScene();
  const removals = [
    () => calls.RemoveOperatorOMS.run(actor, requests.RemoveOperatorOMS, contextOf()),
    () => calls.RemoveUserAccount.run(actor, requests.RemoveUserAccount, contextOf()),
  ];
  remove = () => removals.shift()?.() ?? Promise.reject(new Error('There is nothing left to remove.'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const lines = () => readFileSync(file, 'utf8').trim().split('\n').length;

describe('checkpoints', () => {
  it('are written at start and end when the log has grown, in a file for its owner only', async () => {
    expect(await readCheckpointFile()).toEqual({
      places: [],
      problem: 'The file of checkpoints is missing.',
    });
    await remove();
    const end = keepCheckpoints();
    await vi.waitFor(() => expect(lines()).toBe(1), UNLESS_HUNG);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await remove();
    await end();
    expect((await readCheckpointFile()).places.map(({ seq }) => seq)).toEqual([1, 2]);
    await keepCheckpoints()();
    expect(lines()).toBe(3);
  });

  it('reveal that the newest entry was deleted, even when the head was reset to match', async () => {
    const { places: known } = await readCheckpointFile();
    expect(await verifyChain({ known })).toEqual({ entries: 2, problem: null });
    const cut = [
      'DELETE FROM audit_entries WHERE seq = 2',
      'UPDATE audit_head SET seq = 1, mac = (SELECT mac FROM audit_entries WHERE seq = 1)',
    ];
    const { problem } = await whileTampered(cut, (tx) => verifyChain({ db: tx, known }));
    expect(problem).toMatchObject({ seq: '2' });
  });

  it('continue on a new line after a crash left half a line', async () => {
    appendFileSync(file, '{"seq":"2","ma');
    await keepCheckpoints()();
    const { places, problem } = await readCheckpointFile();
    expect(places.at(-1)?.seq).toBe(2);
    expect(problem).toMatch(/^Line \d+ of the checkpoints is not one\.$/);
  });
});
