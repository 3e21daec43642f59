import { describe, expect, it } from 'vitest';
import { calls } from '../registry';
import { undoable } from '../removals';

describe('a documented name', () => {
  it.each(Object.entries(calls))('%s is the name that the call itself records', (name, { call }) => {
    expect(call).toBe(name);
  });

  it.each(Object.entries(undoable))('%s names a removal that a documented call restores', (name, removal) => {
    const { call, undo } = removal;
    expect(call).toBe(name);
    expect(new Map<string, unknown>(Object.entries(calls)).get(undo.mutation.call)).toBe(undo.mutation);
  });
});
