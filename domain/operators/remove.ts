import type { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { type StandardResponse, SUCCESS } from '../call/errors';
import { defineRemoval } from '../call/removal';
import { documentedRequest, field } from '../call/request';
import { requireRow } from '../call/transaction';
import { defineUndo } from '../call/undo';
import { addOperatorOms } from './add';
import { assignmentState, stateOf, targetOf } from './audit-view';
import { assignmentOf, canOperate, findOperatorAtOms, type OperatorAtOms } from './find';
import type { OperatorOmsFacts, OperatorOmsWarning } from './types';

const request = documentedRequest({
  OperatorId: field.id(),
  OMSId: field.id(),
  IsDefault: field.optionalFlag(),
});

/** What remains around the assignment. */
interface Around {
  otherOmses: number;
  /** Whether the OMS has other operators, and whether any of them can manage it. */
  hasOthers: boolean;
  hasAbleOthers: boolean;
}

interface Found extends Pick<OperatorAtOms, 'oms' | 'operator'>, Around {
  isDefault: boolean;
}

/**
 * RemoveOperatorOMS: unassigns an operator from an OMS. The operator's user and permission stay. If it was
 * the default OMS, the operator has no default until another is set. The last operator of an OMS may be
 * unassigned.
 */
export const removeOperatorOms = defineRemoval<
  z.output<typeof request>,
  Found,
  OperatorOmsFacts,
  z.output<typeof assignmentState>,
  StandardResponse
>({
  call: 'RemoveOperatorOMS',
  permission: 'operator-oms:remove',
  request,
  describe: ({ OperatorId, OMSId }) => `operator ${OperatorId} · OMS ${OMSId}`,
  subject: ({ OperatorId }) => ({ id: OperatorId, name: undefined }),

  async find(tx, { request: { OperatorId, OMSId }, lock }) {
    const others = Prisma.sql`operator_omses l WHERE oms_id = ${OMSId} AND operator_id <> ${OperatorId}`;
    const about = Prisma.sql`
      SELECT (SELECT count(*)::int FROM operator_omses WHERE operator_id = ${OperatorId} AND oms_id <> ${OMSId})
               AS "otherOmses",
             EXISTS (SELECT FROM ${others}) AS "hasOthers",
             EXISTS (SELECT FROM ${others} AND ${canOperate(Prisma.sql`l.operator_id`)}) AS "hasAbleOthers"`;
    const asked = { operatorId: OperatorId, omsId: OMSId, lock };
    const { oms, operator, assignment, around } = await findOperatorAtOms<Around>(tx, asked, about);
    const { isDefault } = assignmentOf({ oms, operator, assignment });
    return { oms, operator, isDefault, ...requireRow(around) };
  },

  facts: ({ oms, operator, isDefault, otherOmses, hasOthers, hasAbleOthers }, actor) => ({
    operatorId: operator.id,
    operatorName: operator.name,
    omsId: oms.id,
    omsName: oms.name,
    isDefault,
    otherOmses,
    warnings: [
      ...(isDefault ? ['default_oms' as const] : []),
      ...(hasOthers ? [] : ['last_operator' as const]),
      ...(hasOthers && !hasAbleOthers ? ['no_other_can_manage' as const] : []),
      ...(operator.id === actor.userId ? ['self' as const] : []),
    ] satisfies OperatorOmsWarning[],
  }),

  factsOnWhatRemains: ['otherOmses'],
  target: targetOf,

  // IsDefault describes the assignment as the client knows it. A mismatch means that the client's state is
  // old.
  guard: ({ isDefault, operator, oms }, { IsDefault }) =>
    IsDefault === undefined || IsDefault === isDefault
      ? null
      : `OMS ${oms.id} is ${isDefault ? '' : 'not '}the default of operator ${operator.id}. Nothing was removed.`,

  async remove(tx, { operator, oms }) {
    await tx.operatorOms.deleteMany({ where: { operatorId: operator.id, omsId: oms.id } });
    return SUCCESS;
  },

  before: (found) => stateOf(found, found.isDefault),
  after: () => null,

  undo: defineUndo({
    state: assignmentState,
    mutation: addOperatorOms,
    request: ({ before: { OperatorId, OMSId, IsDefault } }) => ({
      operatorId: OperatorId,
      omsId: OMSId,
      isDefault: IsDefault,
    }),
  }),
});
