import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askHidden, askVisible } from './ask';

/** Asks, types these keys, and returns the answer and everything that the terminal showed. */
async function answerTo(ask: typeof askHidden, type: (keys: PassThrough) => void) {
  const keys = new PassThrough();
  const screen = new PassThrough();
  let shown = '';
  screen.on('data', (bytes) => {
    shown += bytes;
  });
  const answer = ask('Password:', { input: keys, output: screen });
  // The prompt listens for keys only after it has been drawn.
  await expect.poll(() => shown).toContain('Password:');
  type(keys);
  return answer.then(
    (text) => ({ text, shown }),
    (error) => ({ message: error.message, exitCode: error.exitCode, shown }),
  );
}

it('returns a hidden answer without showing it', async () => {
  const { text, shown } = (await answerTo(askHidden, (keys) => keys.write('correct horse\r'))) as {
    text: string;
    shown: string;
  };
  expect(text).toBe('correct horse');
  expect(shown).not.toContain('horse');
});

it('returns a visible answer', async () => {
  expect(await answerTo(askVisible, (keys) => keys.write('alice\r'))).toMatchObject({ text: 'alice' });
});

describe.each([
  ['hidden', askHidden],
  ['visible', askVisible],
] as const)('a %s question', (_, ask) => {
  it.each([
    ['Ctrl+C', (keys: PassThrough) => keys.write('\u0003')],
    ['Ctrl+D', (keys: PassThrough) => keys.write('\u0004')],
    ['Ctrl+D after some letters', (keys: PassThrough) => keys.write('ab\u0004')],
    ['the end of the input', (keys: PassThrough) => keys.end()],
  ])('says that it stopped, and ends with exit code 130, on %s', async (_key, type) => {
    const stopped = { message: 'Stopped; nothing was changed.', exitCode: 130 };
    expect(await answerTo(ask, type)).toMatchObject(stopped);
  });
});
