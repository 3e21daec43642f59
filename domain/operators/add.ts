import { refuse, SUCCESS } from '../call/errors';
import { defineMutation } from '../call/mutation';
import { documentedRequest, field } from '../call/request';
import { LOCK } from '../call/row-lock';
import { stateOf, targetOf } from './audit-view';
import { findOperatorAtOms } from './find';

/**
 * AddOperatorOMS: assigns an operator to an OMS. It is the inverse of RemoveOperatorOMS. The operator must
 * have the permission Operator, and the OMS can become the default only while there is no other default.
 */
export const addOperatorOms = defineMutation({
  call: 'AddOperatorOMS',
  permission: 'operator-oms:add',
  request: documentedRequest({
    operatorId: field.id(),
    omsId: field.id(),
    isDefault: field.optionalFlag(),
  }),
  describe: ({ operatorId, omsId }) => `operator ${operatorId} · OMS ${omsId}`,
  subject: ({ operatorId }) => ({ id: operatorId, name: undefined }),

  async perform(tx, { request: { isDefault = false, ...given }, setTarget }) {
    const place = await findOperatorAtOms(tx, { ...given, lock: LOCK });
    setTarget(targetOf(place));
    const { operator, oms, assignment } = place;
    const name = `${operator.name} (operator ${operator.id})`;
    if (assignment) {
      refuse('operation_failed', `${name} is assigned to ${oms.name} (OMS ${oms.id}) already.`);
    }
    // Locked, so that the permission can't be revoked during this transaction.
    const [held] = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM user_permissions WHERE user_id = ${operator.id} AND permission = 'Operator' FOR SHARE`;
    if (!held) refuse('operation_failed', `${name} does not hold the permission Operator any more.`);
    if (isDefault) {
      const other = await tx.operatorOms.findFirst({ where: { operatorId: operator.id, isDefault: true } });
      if (other) refuse('operation_failed', `OMS ${other.omsId} is the default of operator ${operator.id}.`);
    }
    await tx.operatorOms.create({ data: { ...given, isDefault } });
    const after = stateOf(place, isDefault);
    return { effects: [{ target: targetOf(place), before: null, after }], reply: SUCCESS };
  },
});
