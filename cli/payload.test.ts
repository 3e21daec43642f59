import { describe, expect, it } from 'vitest';
import { type CallOptions, payloadOf } from './payload';

describe('payloadOf', () => {
  it.each<[CallOptions, object]>([
    [
      { account: 'windmill-main', user: 'jdoaks' },
      { accountHandle: 'windmill-main', userName: 'jdoaks' },
    ],
    [
      { account: '8801', user: '12' },
      { accountId: 8801, userId: 12 },
    ],
    [
      { operator: '1', oms: '2', default: false },
      { operatorId: 1, omsId: 2, isDefault: false },
    ],
    [{ default: true }, { isDefault: true }],
    [{ company: '7' }, { companyName: '7' }],
    [{ role: ['CoAgent'] }, { roleName: 'CoAgent', roleNames: ['CoAgent'] }],
    [{ role: ['CoAgent', 'CoAdmin'] }, { roleNames: ['CoAgent', 'CoAdmin'] }],
    [{ permission: 'Operator' }, { permission: 'Operator' }],
    [{ emailVerified: 'false' }, { emailVerified: false }],
    [
      { json: '{"userName":"12","omsId":2}', oms: '3' },
      { userName: '12', omsId: 3 },
    ],
    [{}, {}],
  ])('turns the options %j into the payload %j', (options, payload) => {
    expect(payloadOf(options)).toEqual(payload);
  });

  it.each<[CallOptions, string]>([
    [{ operator: 'dreyes' }, '--operator must be an id'],
    [{ oms: '-1' }, '--oms must be an id'],
    [{ emailVerified: 'no' }, '--email-verified must be true or false'],
    [{ json: '{' }, '--json must be a JSON object'],
    [{ json: '[]' }, '--json must be a JSON object'],
  ])('refuses the options %j: %s', (options, message) => {
    expect(() => payloadOf(options)).toThrow(message);
  });
});
