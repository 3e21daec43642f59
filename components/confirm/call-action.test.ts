import { describe, expect, it } from 'vitest';
import { BUSY, standardError } from '@/domain/call/errors';
import { ask } from './call-action';

const answering = (kind: 'server_error' | 'not_authorized' | 'invalid_request', detail: string) => () =>
  Promise.resolve({ ok: false as const, error: standardError(kind, detail) });
const busy = answering('server_error', `${BUSY} Correlation id 1.`);
const lost = { kind: 'unknown' as const, detail: 'The answer did not arrive.' };

describe('an answer that was no success', () => {
  it('is unknown when the server could not say, and refused when it says that nothing was done', async () => {
    expect(await ask(answering('server_error', 'Something failed on our side.'))).toMatchObject({
      kind: 'unknown',
    });
    expect(await ask(busy)).toMatchObject({ kind: 'refused', detail: `${BUSY} Correlation id 1.` });
  });

  it.each([
    ['a busy log', busy],
    ['a request that is not understood', answering('invalid_request', 'seen is not given.')],
  ])('tells nothing of an earlier try that got lost: %s', async (_, act) => {
    expect(await ask(act, lost)).toMatchObject({ mayBeDone: true });
    expect((await ask(act))?.mayBeDone).toBeUndefined();
  });

  it('tells that nothing was done where the request id was looked up before', async () => {
    expect((await ask(answering('not_authorized', 'No.'), lost))?.mayBeDone).toBeUndefined();
  });
});
