import { expect, it } from 'vitest';
import { plainWords } from '../ui/sentence';
import { compareStates } from './changed-fields';

const said = (...states: Parameters<typeof compareStates>) => {
  const { changed, unchanged } = compareStates(...states);
  return {
    changed: changed.map(
      ({ label, before, after }) => `${label}: ${plainWords(before)} → ${plainWords(after)}`,
    ),
    unchanged: unchanged.map(({ label, after }) => `${label}: ${plainWords(after)}`),
  };
};

it('separates the fields that changed from those that did not, with labels', () => {
  const before = { companyId: 1, companyName: 'Windmill', roles: ['CoShareholder', 'CoAgent'] };
  expect(said(before, { ...before, roles: ['CoAgent'] })).toEqual({
    changed: ['Roles: CoShareholder, CoAgent → CoAgent'],
    unchanged: ['Company id: 1', 'Company: Windmill'],
  });
});

it('shows what is gone, and what was not there before', () => {
  expect(said({ OMSId: 3, IsDefault: true }, null).changed).toEqual([
    'OMS id: 3 → –',
    'Default OMS: yes → –',
  ]);
  expect(said(null, { permissions: [] }).changed).toEqual(['Permissions: – → none']);
});
