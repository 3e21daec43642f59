import { expect, it } from 'vitest';
import { heldWords } from './held-words';

const none = { omses: 0, accounts: 0, roles: 0, permissions: [] };

it.each([
  ['3 accounts, 1 role, PlatformAdmin', { ...none, accounts: 3, roles: 1, permissions: ['PlatformAdmin'] }],
  ['100+ accounts', { ...none, accounts: 100 }],
  ['Nothing', none],
  ['–', { ...none, roles: null }],
  ['–', { ...none, permissions: null }],
])('says %s, and claims nothing about what is not shown', (words, held) => {
  expect(heldWords(held, 'Nothing')).toBe(words);
});
