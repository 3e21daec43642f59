import { expect, it } from 'vitest';
import type { PlanItem } from './plan-item';
import { restorableOf } from './restorable-of';

const item = { key: '1', name: 'Spot', isRestorable: true } as PlanItem;
const done = { kind: 'done', seq: '38' } as const;

it('offers to restore a removal that was done, once', () => {
  expect(restorableOf({ item, outcome: done }, new Set())).toEqual([{ seq: '38', target: 'Spot' }]);
  expect(restorableOf({ item, outcome: done }, new Set(['38']))).toEqual([]);
});

it('offers nothing for a step that was not done, or that can’t be restored', () => {
  for (const outcome of [{ kind: 'waiting' }, { kind: 'refused', detail: 'No.' }] as const) {
    expect(restorableOf({ item, outcome }, new Set())).toEqual([]);
  }
  expect(restorableOf({ item: { ...item, isRestorable: false }, outcome: done }, new Set())).toEqual([]);
});
