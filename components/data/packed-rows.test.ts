import { expect, it } from 'vitest';
import { packRows, unpackRows } from './packed-rows';

const ROWS = [
  { id: 1, name: 'Ada', roles: ['CoAdmin'] },
  { id: 2, name: null, roles: [] },
];

it('writes the names of the fields of rows once', () => {
  expect(packRows({ rows: ROWS, total: 2 })).toEqual({
    rows: {
      fields: ['id', 'name', 'roles'],
      values: [
        [1, 'Ada', ['CoAdmin']],
        [2, null, []],
      ],
    },
    total: 2,
  });
});

it.each([
  ['rows', { rows: ROWS, total: 2, next: null }],
  ['no rows', { rows: [], total: 0 }],
  ['rows with other fields', { rows: [{ id: 1 }, { id: 2, name: 'Ada' }] }],
  ['rows with as many other fields', { rows: [{ id: 1 }, { seq: 2 }] }],
  ['rows that are no objects', { rows: ['Ada', null, [1]] }],
  ['rows without a field', { rows: [{}, {}] }],
  ['an object without rows', { user: { id: 1 } }],
  ['a list', [{ id: 1 }]],
  ['nothing', null],
  ['a text', 'rows'],
])('gives back %s unchanged', (_, data) => {
  expect(unpackRows(JSON.parse(JSON.stringify(packRows(data))))).toEqual(data);
});
