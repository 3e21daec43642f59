import { expect, test } from 'vitest';
import { deriveActionKey } from './action-key';

const SECRET = 'q8Zr1f0cJm5V7uXbKpN2sLhT9wYdEa4G';

test('derives the same key from the same secret every time, in the size that Next.js requires', () => {
  const key = deriveActionKey(SECRET);
  expect(key).toBe(deriveActionKey(SECRET));
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
});

test('derives another key from another secret, and the key does not reveal the secret', () => {
  expect(deriveActionKey(`${SECRET}x`)).not.toBe(deriveActionKey(SECRET));
  expect(Buffer.from(deriveActionKey(SECRET), 'base64').toString()).not.toContain(SECRET.slice(0, 8));
});
