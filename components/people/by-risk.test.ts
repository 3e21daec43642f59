import { expect, it } from 'vitest';
import type { Access, AccessGroup } from './access-group';
import { byRisk } from './by-risk';

const group = (kind: string, all: Partial<Access>[]) => ({ kind, all, more: null }) as unknown as AccessGroup;

it('puts what nobody else has first, and keeps kinds and names in their order otherwise', () => {
  const rows = byRisk([
    group('OMS', [{ key: 'a' }, { key: 'b', alone: 'Only operator' }]),
    group('Account', [{ key: 'c' }, { key: 'd', alone: 'Others are blocked' }, { key: 'e' }]),
    group('Sign-in', [{ key: 'f' }, { key: 'g', kind: 'Sessions' }]),
  ]);
  expect(rows.map(({ kind, access }) => `${kind} ${access.key}`)).toEqual([
    'OMS b',
    'Account d',
    'OMS a',
    'Account c',
    'Account e',
    'Sign-in f',
    'Sessions g',
  ]);
});
