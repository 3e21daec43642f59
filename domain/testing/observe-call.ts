import { expect } from 'vitest';
import type { AuditEntry } from '@/prisma/generated/client';
import type { MutationContext } from '../call/mutation';
import { contextOf } from './actors';
import { type Outcome, outcomeOf } from './outcome';
import { changesSince, readEntries, readState } from './state';

/** What a call answered, and what it left in the database. */
export interface ObservedCall<Reply> extends Outcome<Reply> {
  /** Rows that are gone and that have come; a changed row is both. */
  removed: unknown[];
  added: unknown[];
  /** The audit entries that it added. */
  entries: AuditEntry[];
}

/**
 * Lets a call run and tells all that it did.
 *
 * @param call starts the operation
 */
export async function observeCall<Reply>(call: () => Promise<Reply>): Promise<ObservedCall<Reply>> {
  const [state, { length }] = [await readState(), await readEntries()];
  const outcome = await outcomeOf(call());
  return { ...outcome, ...(await changesSince(state)), entries: (await readEntries()).slice(length) };
}

/** What watched() tells of a malformed request: it writes nothing at all. */
export const malformed = (detail: string) => ({
  code: 100,
  detail,
  reply: null,
  removed: [],
  added: [],
  entries: [],
});

/**
 * What watched() tells of a refusal: nothing has changed, and one audit entry says so.
 *
 * @param code the error's
 * @param detail its words
 * @param target what the entry is about, where that matters
 */
export const refused = (code: number, detail: string, target?: string) => ({
  code,
  detail,
  reply: null,
  removed: [],
  added: [],
  entries: [
    expect.objectContaining({
      outcome: 'refused',
      errorCode: code,
      detail,
      before: null,
      after: null,
      reply: null,
      ...(target !== undefined && { target }),
    }),
  ],
});

/** What watched() tells of a read that answered: nothing has changed, and nothing is audited. */
export const answered = (reply: unknown) => ({
  code: 0,
  detail: null,
  reply,
  removed: [],
  added: [],
  entries: [],
});

/**
 * Sends a request twice under one request id: the second time it gets what is recorded, to the byte, and
 * changes nothing.
 *
 * @param call starts the operation in a context
 */
export async function expectRecordedReply(
  call: (context: MutationContext) => Promise<unknown>,
): Promise<void> {
  const { requestId } = contextOf();
  const first = await outcomeOf(call(contextOf({ requestId })));
  expect(first).toMatchObject({ code: 0 });
  const second = await observeCall(() => call(contextOf({ requestId })));
  expect(second).toEqual(answered(first.reply));
  expect(JSON.stringify(second.reply)).toBe(JSON.stringify(first.reply));
}
