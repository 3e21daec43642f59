import { expect, test } from 'vitest';
import { deriveActionKey } from './action-key';

const SECRET = 'q8Zr1f0cJm5V7uXbKpN2sLhT9wYdEa4G';

test('the same secret always makes the same key, of a size that Next.js takes', () => {
  const key = deriveActionKey(SECRET);
  expect(key).toBe(deriveActionKey(SECRET));
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
});

test('another secret makes another key, and no key shows its secret', () => {
  expect(deriveActionKey(`${SECRET}x`)).not.toBe(deriveActionKey(SECRET));
  expect(Buffer.from(deriveActionKey(SECRET), 'base64').toString()).not.toContain(SECRET.slice(0, 8));
});
