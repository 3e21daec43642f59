import { describe, expect, it } from 'vitest';
import { readSettings } from './settings';

describe('readSettings', () => {
  it('uses the demo gateway and a session file in the home folder by default', () => {
    const { url, sessionFile } = readSettings({ ACCESS_CONSOLE_URL: '' });
    expect(url).toBe('http://127.0.0.1:3001');
    expect(sessionFile).toMatch(/\.local\/state\/access-console\/sessions\.json$/);
  });

  it.each([
    ['https://gateway.example.com/AP/', 'https://gateway.example.com'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
  ])('reads the gateway address %s as %s', (given, url) => {
    expect(readSettings({ ACCESS_CONSOLE_URL: given }).url).toBe(url);
  });

  it.each([
    ['http://gateway.example.com', 'must begin with https'],
    ['gateway', 'must be the address'],
    ['ws://localhost', 'must be the address'],
  ])('refuses the gateway address %s: %s', (given, message) => {
    expect(() => readSettings({ ACCESS_CONSOLE_URL: given })).toThrow(message);
  });
});
