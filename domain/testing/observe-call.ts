import { expect } from 'vitest';
import type { AuditEntry } from '@/prisma/generated/client';
import type { MutationContext } from '../call/mutation';
import { contextOf } from './actors';
import { type Outcome, outcomeOf } from './outcome';
import { changesSince, readEntries, readState } from './state';

/** The outcome of a call, and what it changed in the database. */
export interface ObservedCall<Reply> extends Outcome<Reply> {
  /** The rows that the call removed and added; a changed row is in both. */
  removed: unknown[];
  added: unknown[];
  /** The audit entries that the call added. */
  entries: AuditEntry[];
}

/** Runs a call and returns its outcome with every change in the database. */
export async function observeCall<Reply>(call: () => Promise<Reply>): Promise<ObservedCall<Reply>> {
  const [state, { length }] = [await readState(), await readEntries()];
  const outcome = await outcomeOf(call());
  return { ...outcome, ...(await changesSince(state)), entries: (await readEntries()).slice(length) };
}

/** What observeCall() returns for a malformed request: nothing is written, not even an audit entry. */
export const malformed = (detail: string) => ({
  code: 100,
  detail,
  reply: null,
  removed: [],
  added: [],
  entries: [],
});

/** Malformed requests of a call that takes one id: what is wrong, the request, and the detail of the refusal. */
export const malformedIds = (key: string): [string, unknown, string][] => [
  ['no id', {}, `${key} is not given.`],
  ['the id 0', { [key]: 0 }, `${key} is not given.`],
  ['an id as text', { [key]: '2' }, `${key} must be an integer.`],
  ['a key given twice', { [key]: 1, [key.toLowerCase()]: 1 }, `${key} is given twice, in different case.`],
  ['a body that is not an object', null, 'The request must be an object.'],
];

/**
 * What observeCall() returns for a refusal: nothing has changed, and one audit entry records the refusal.
 *
 * @param target the entry's target; left out, any target matches
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

/** What observeCall() returns for a query that was answered: nothing has changed, and nothing is audited. */
export const answered = (reply: unknown) => ({
  code: 0,
  detail: null,
  reply,
  removed: [],
  added: [],
  entries: [],
});

/**
 * Makes a call twice with one request id, and expects the second answer to be the recorded reply, byte for
 * byte, without any change in the database.
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
