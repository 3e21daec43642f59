import { expect, it } from 'vitest';
import { inTheEnd } from './warnings-of';

const blocked = { title: 'Others are blocked', words: 'None of the others can sign in.' };
const last = { title: 'Last user', words: 'Nobody else will be able to use it.' };

it('keeps the last of several warnings about the same, because later steps make it worse', () => {
  const warnings = [
    { ...blocked, about: 'account 1' },
    { ...last, about: 'account 2' },
    { ...last, about: 'account 1' },
  ];
  expect(inTheEnd(warnings).map(({ title, about }) => `${title}: ${about}`)).toEqual([
    'Last user: account 1',
    'Last user: account 2',
  ]);
});

it('shows what several steps warn of once, and different warnings about nothing in particular each', () => {
  expect(inTheEnd([blocked, last, blocked])).toEqual([blocked, last]);
});
