import { expect, it } from 'vitest';
import { MAX_STEPS } from '@/domain/plans/types';
import type { PlanItem } from '../plan/plan-item';
import type { Access, AccessGroup } from './access-group';
import { changesOf, mostOf } from './plan-of';

const access = (key: string): Access => ({
  key,
  named: null,
  words: key,
  note: null,
  verb: 'Remove',
  stepName: key,
  item: { key } as PlanItem,
});

const group = (title: string, keys: string[]): AccessGroup => ({
  title,
  kind: title,
  nouns: null,
  all: keys.map(access),
  more: null,
});

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `account ${index + 1}`);
const groupsWith = (count: number) => [
  group('Accounts', numbered(count)),
  group('Permissions', ['permission SUPERUSER']),
  group('Sign-in', ['sign-in']),
];
const keysIn = (groups: AccessGroup[]) => mostOf(groups).map(({ key }) => key);

it('takes everything in the order of the page, up to the most that a plan takes', () => {
  expect(keysIn(groupsWith(MAX_STEPS - 2))).toEqual([
    ...numbered(MAX_STEPS - 2),
    'permission SUPERUSER',
    'sign-in',
  ]);
});

it('takes sign-in and permissions first if it can’t take everything', () => {
  expect(keysIn(groupsWith(60))).toEqual(['sign-in', 'permission SUPERUSER', ...numbered(MAX_STEPS - 2)]);
});

it('says of a kind that is shown in part that it is', () => {
  const permissions = group('Permissions', ['permission Operator']);
  const items = [{ key: 'permission Operator' } as PlanItem];
  const [whole] = changesOf([permissions], items);
  expect(whole).toMatchObject({ afterwards: [], isPartial: undefined });
  const [part] = changesOf([{ ...permissions, isPartial: true }], items);
  expect(part).toMatchObject({ afterwards: [], isPartial: true });
});

it('lists OMSs and accounts by name alone, and says what is so without any sign-in', () => {
  const named = { kind: 'oms', id: 3, name: 'Derivatives' } as const;
  const omses = { ...group('OMSs', []), all: [{ ...access('oms 3'), named, words: 'OMS 3, Derivatives' }] };
  const signIn = { ...group('Sign-in', ['sign-in']), none: 'Sign-in blocked' };
  const items = ['oms 3', 'sign-in'].map((key) => ({ key }) as PlanItem);
  expect(changesOf([omses, signIn], items)).toMatchObject([
    { now: ['Derivatives'], afterwards: [] },
    { now: ['sign-in'], afterwards: ['Sign-in blocked'] },
  ]);
});
