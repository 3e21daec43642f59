import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { setUpTestDatabase } from '../testing/test-database';
import { makeCheckpoint, readCheckpoints, readHead } from './checkpoint';

setUpTestDatabase();

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const place = (seq: number, digit = 'a') => ({ seq, mac: digit.repeat(64) });
const line = (seq: number, digit?: string, key = privateKey) =>
  makeCheckpoint(place(seq, digit), new Date('2026-03-01T12:00:00Z'), key);

describe('a checkpoint', () => {
  it('records the end of the log, and can be read back', async () => {
    expect(await readHead()).toEqual({ seq: 0, mac: '0'.repeat(64) });
    expect(readCheckpoints(`${line(3)}\n${line(9, 'b')}\n\n`, publicKey)).toEqual({
      places: [place(3), place(9, 'b')],
      problem: null,
    });
    expect(readCheckpoints('', publicKey)).toEqual({ places: [], problem: null });
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'a changed entry number',
      (text) => text.replace('"9"', '"8"'),
      'Line 2 of the checkpoints was not signed',
    ],
    ['a changed signature of the log', (text) => text.replace('bbb', 'ccc'), 'Line 2'],
    ['a changed time', (text) => text.replace('2026', '2025'), 'Line 1 of the checkpoints was not signed'],
    ['part of its line missing', (text) => text.slice(0, -20), 'Line 2 of the checkpoints is not one'],
    ['the signature of another key', () => line(3, 'a', generateKeyPairSync('ed25519').privateKey), 'Line 1'],
    [
      'an entry number that is not a number',
      (text) => text.replace('"9"', '"x"'),
      'Line 2 of the checkpoints is not one',
    ],
  ])('with %s is reported as a problem, and does not hide a valid one', (_, change, words) => {
    const text = change(`${line(3)}\n${line(9, 'b')}`);
    const { places, problem } = readCheckpoints(`${text}\n${line(12, 'd')}`, publicKey);
    expect(problem).toContain(words);
    expect(places).toContainEqual(place(12, 'd'));
  });
});
