import { refuse, SUCCESS } from '../call/errors';
import { defineMutation } from '../call/mutation';
import { documentedRequest, field } from '../call/request';
import { LOCK } from '../call/row-lock';
import { stateOf, targetOf } from './audit-view';
import { assignmentOf, findOperatorAtOms } from './find';

/**
 * SetDefaultOperatorOMS: true makes an OMS the operator's default instead of any other, false leaves the
 * operator without a default.
 */
export const setDefaultOperatorOms = defineMutation({
  call: 'SetDefaultOperatorOMS',
  permission: 'operator-oms:set-default',
  request: documentedRequest({ OperatorId: field.id(), OMSId: field.id(), IsDefault: field.flag() }),
  describe: ({ OperatorId, OMSId }) => `operator ${OperatorId} · OMS ${OMSId}`,
  subject: ({ OperatorId }) => ({ id: OperatorId, name: undefined }),

  async perform(tx, { request: { OperatorId: operatorId, OMSId: omsId, IsDefault }, setTarget }) {
    const place = await findOperatorAtOms(tx, { operatorId, omsId, lock: LOCK });
    setTarget(targetOf(place));
    const { isDefault } = assignmentOf(place);
    // Clearing what is not set would hide that the client believes another OMS to be the default.
    if (!IsDefault && !isDefault) {
      refuse('operation_failed', `OMS ${omsId} is not the default of operator ${operatorId}.`);
    }
    const former = await tx.operatorOms.findFirst({ where: { operatorId, isDefault: true } });
    await tx.operatorOms.updateMany({ where: { operatorId, isDefault: true }, data: { isDefault: false } });
    await tx.operatorOms.update({
      where: { operatorId_omsId: { operatorId, omsId } },
      data: { isDefault: IsDefault },
    });
    const before = { ...stateOf(place, isDefault), DefaultOMSId: former?.omsId ?? 0 };
    const after = { ...stateOf(place, IsDefault), DefaultOMSId: IsDefault ? omsId : 0 };
    return { effects: [{ target: targetOf(place), before, after }], reply: SUCCESS };
  },
});
