import type { z } from 'zod';
import { present } from '../database';
import { refuse, type StandardResponse, SUCCESS } from '../errors';
import { defineRemoval } from '../removal';
import { documentedRequest, field } from '../request';
import type { OperatorOmsFacts, OperatorOmsWarning } from './types';

const request = documentedRequest({
  OperatorId: field.id(),
  OMSId: field.id(),
  IsDefault: field.optionalFlag(),
});

interface Found {
  oms: { id: number; name: string };
  operator: { id: number; name: string };
  isDefault: boolean;
  otherOmses: number;
  isLastOperator: boolean;
}

const nameOf = ({ operator, oms }: Found) =>
  `${operator.name} (operator ${operator.id}) · ${oms.name} (OMS ${oms.id})`;

/**
 * RemoveOperatorOMS: unassigns an operator from an OMS. He keeps his permission and his user, and when it was
 * his default OMS he has none until another is named. The last operator of an OMS may be removed.
 */
export const removeOperatorOms = defineRemoval<
  z.output<typeof request>,
  Found,
  OperatorOmsFacts,
  StandardResponse
>({
  call: 'RemoveOperatorOMS',
  permission: 'operator-oms:remove',
  request,
  describe: ({ OperatorId, OMSId }) => `operator ${OperatorId} · OMS ${OMSId}`,

  async find(tx, { request: { OperatorId, OMSId }, lock }) {
    const [oms] = await tx.$queryRaw<Found['oms'][]>`SELECT id, name FROM omses WHERE id = ${OMSId} ${lock}`;
    if (!oms) refuse('not_found', `There is no OMS ${OMSId}.`);
    const [operator] = await tx.$queryRaw<Found['operator'][]>`
      SELECT id, name FROM operators WHERE id = ${OperatorId} ${lock}`;
    if (!operator) refuse('not_found', `There is no operator ${OperatorId}.`);
    const [link] = await tx.$queryRaw<{ isDefault: boolean }[]>`
      SELECT is_default AS "isDefault" FROM operator_omses
      WHERE operator_id = ${OperatorId} AND oms_id = ${OMSId} ${lock}`;
    if (!link) {
      refuse(
        'not_found',
        `${operator.name} (operator ${OperatorId}) is not assigned to ${oms.name} (OMS ${OMSId}): already removed, or never assigned.`,
      );
    }
    const [around] = await tx.$queryRaw<{ otherOmses: number; isLastOperator: boolean }[]>`
      SELECT (SELECT count(*)::int FROM operator_omses WHERE operator_id = ${OperatorId} AND oms_id <> ${OMSId})
               AS "otherOmses",
             NOT EXISTS (SELECT FROM operator_omses WHERE oms_id = ${OMSId} AND operator_id <> ${OperatorId})
               AS "isLastOperator"`;
    return { oms, operator, ...link, ...present(around) };
  },

  facts: ({ oms, operator, isDefault, otherOmses, isLastOperator }, actor) => ({
    operatorId: operator.id,
    operatorName: operator.name,
    omsId: oms.id,
    omsName: oms.name,
    isDefault,
    otherOmses,
    warnings: [
      ...(isDefault ? ['default_oms' as const] : []),
      ...(isLastOperator ? ['last_operator' as const] : []),
      ...(operator.id === actor.userId ? ['self' as const] : []),
    ] satisfies OperatorOmsWarning[],
  }),

  target: (found) => ({ words: nameOf(found), subjectUserId: found.operator.id, omsId: found.oms.id }),

  // IsDefault describes the assignment that the caller looked at. A mismatch means he saw an older state.
  guard: ({ isDefault, operator, oms }, { IsDefault }) =>
    IsDefault === undefined || IsDefault === isDefault
      ? null
      : `OMS ${oms.id} is ${isDefault ? '' : 'not '}the default of operator ${operator.id}. Nothing was removed.`,

  async remove(tx, { operator, oms }) {
    await tx.operatorOms.delete({ where: { operatorId_omsId: { operatorId: operator.id, omsId: oms.id } } });
  },

  before: ({ operator, oms, isDefault }) => ({
    OperatorId: operator.id,
    OMSId: oms.id,
    IsDefault: isDefault,
  }),
  after: () => null,
  reply: async () => SUCCESS,
});
