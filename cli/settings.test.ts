import { describe, expect, it } from 'vitest';
import { readSettings } from './settings';

describe('the settings of the command line', () => {
  it('have defaults for the demo, and below the home folder', () => {
    const { url, sessionFile } = readSettings({ ACCESS_CONSOLE_URL: '' });
    expect(url).toBe('http://127.0.0.1:3001');
    expect(sessionFile).toMatch(/\.local\/state\/access-console\/sessions\.json$/);
  });

  it.each([
    ['https://gateway.example.com/AP/', 'https://gateway.example.com'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
  ])('take %s as %s', (given, url) => {
    expect(readSettings({ ACCESS_CONSOLE_URL: given }).url).toBe(url);
  });

  it.each([
    ['http://gateway.example.com', 'must begin with https'],
    ['gateway', 'must be the address'],
    ['ws://localhost', 'must be the address'],
  ])('refuse %s, by which a password could not travel: %s', (given, words) => {
    expect(() => readSettings({ ACCESS_CONSOLE_URL: given })).toThrow(words);
  });
});
