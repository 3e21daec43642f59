import { expect, it } from 'vitest';
import { replyOf } from './gateway-client';

it('replaces invisible and control characters in an error’s detail with their code points', () => {
  const detail =
    '\u202Eadmin (user 7320) is not linked to account 7201, a\x1B[2Jb: already removed, or never linked.';
  const body = { result: false, errormsg: 'Resource Not Found', errorcode: 104, detail };
  expect(() => replyOf({ status: 404, body })).toThrow(
    'Resource Not Found: ⟨U+202E⟩admin (user 7320) is not linked to account 7201, a⟨U+001B⟩[2Jb: already removed',
  );
});
