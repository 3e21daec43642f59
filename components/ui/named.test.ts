import { describe, expect, it } from 'vitest';
import { errorsOf } from '../confirm/form-values';
import { confirmationOf, nameOf } from './named';

describe.each(['   ', '\u200B', '\u202E\t', '\u3164'])('a name of which nothing can be seen: %j', (name) => {
  it.each([
    ['person', 'user 12'],
    ['oms', 'OMS 12'],
    ['account', 'account 12'],
    ['company', 'company 12'],
  ] as const)('is shown as the id of the %s', (kind, shown) => {
    expect(nameOf({ kind, name, id: 12 })).toBe(shown);
  });

  it('has its id typed instead', () => {
    const wanted = confirmationOf('Handle of the account', { kind: 'account', name, id: 7201 });
    expect(wanted).toEqual({ label: 'Id of the account', name: '7201' });
    const draft = { code: 'other', text: 'Ticket 4711' } as const;
    expect(errorsOf({ ...draft, name: '7201' }, wanted.name)).toEqual({});
    expect(errorsOf({ ...draft, name: '' }, wanted.name)).toEqual({
      name: 'Type “7201” to confirm.',
    });
    expect(errorsOf({ ...draft, name: '7202' }, wanted.name)).toEqual({ name: 'Doesn’t match “7201”.' });
  });
});

it('a name that can be seen is what it is', () => {
  expect(nameOf({ kind: 'person', name: ' a  b', id: 12 })).toBe(' a  b');
  const named = { kind: 'account', name: ' a  b', id: 12 } as const;
  expect(confirmationOf('Handle of the account', named)).toEqual({
    label: 'Handle of the account',
    name: ' a  b',
  });
});
