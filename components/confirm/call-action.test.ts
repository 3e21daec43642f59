import { describe, expect, it } from 'vitest';
import { BUSY, standardError } from '@/domain/call/errors';
import { callAction } from './call-action';

const answering = (kind: 'server_error' | 'not_authorized' | 'invalid_request', detail: string) => () =>
  Promise.resolve({ ok: false as const, error: standardError(kind, detail) });
const busy = answering('server_error', `${BUSY} Correlation id 1.`);
const lost = { kind: 'unknown' as const, detail: 'The answer did not arrive.' };

describe('an answer that was no success', () => {
  it('is unknown when the server could not say, and refused when it says that nothing was done', async () => {
    expect(await callAction(answering('server_error', 'Something failed on our side.'))).toMatchObject({
      kind: 'unknown',
    });
    expect(await callAction(busy)).toMatchObject({ kind: 'refused', detail: `${BUSY} Correlation id 1.` });
  });

  it.each([
    ['a busy log', busy],
    ['a request that is not understood', answering('invalid_request', 'expectedDigest is not given.')],
  ])('tells nothing of an earlier try that got lost: %s', async (_, act) => {
    expect(await callAction(act, lost)).toMatchObject({ mayBeDone: true });
    expect(await callAction(act)).not.toHaveProperty('mayBeDone');
  });

  it('tells that nothing was done where the request id was looked up before', async () => {
    expect(await callAction(answering('not_authorized', 'No.'), lost)).not.toHaveProperty('mayBeDone');
  });
});
