import type { DemoWorld } from '../world';
import type { PastAttempt } from './past-call';

type What = Pick<PastAttempt, 'call' | 'request'>;

const nameOf = <Row extends { id: number }>(rows: readonly Row[], id: number): Row => {
  const row = rows.find((one) => one.id === id);
  if (!row) throw new Error(`The demo world has no row ${id}.`);
  return row;
};

/** The requests that remove rows of the demo world. */
export const requestsFor = (world: DemoWorld) => ({
  unassign: ({ operatorId, omsId }: { operatorId: number; omsId: number }): What => ({
    call: 'RemoveOperatorOMS',
    request: { OperatorId: operatorId, OMSId: omsId },
  }),
  unlink: ({ userId, accountId }: { userId: number; accountId: number }): What => ({
    call: 'RemoveUserAccount',
    request: { userId, accountId },
  }),
  removeRole: ({ userId, companyId, role }: { userId: number; companyId: number; role: string }): What => ({
    call: 'RemoveUserRole',
    request: {
      companyName: nameOf(world.companies, companyId).name,
      roleName: role,
      userName: nameOf(world.users, userId).userName,
    },
  }),
});
