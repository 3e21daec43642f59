import { expect, it } from 'vitest';
import { removals } from '@/domain/removals';
import { contextOf, newActor } from '@/domain/testing/actors';
import { outcomeOf } from '@/domain/testing/outcome';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { openGatewayProcess } from '../testing/gateway-process';

setUpTestDatabase();

it('a gateway with the wrong AUDIT_KEY does not start, and says so without a stack trace', async () => {
  const actor = await newActor({ permissions: ['Operator'] });
  const call = removals.RemoveOperatorOMS.run(actor, { OperatorId: actor.userId, OMSId: 1 }, contextOf());
  expect((await outcomeOf(call)).code).toBe(104);
  const opened = openGatewayProcess({ AUDIT_KEY: 'k7Qw2Zx9Lr4Tn8Vb3Mf6Yp1Hs5Jd0GcA' });
  await expect(opened).rejects.toThrow('The gateway ended by exit code 1');
  await expect(opened).rejects.toThrow('This AUDIT_KEY did not sign entry 1, the newest of the audit log.');
  await expect(opened).rejects.not.toThrow('    at ');
}, 120_000);
