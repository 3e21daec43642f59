import { z } from 'zod';
import type { Target } from '../call/audit/write';
import type { OperatorAtOms } from './find';

type Subject = Pick<OperatorAtOms, 'oms' | 'operator'>;

/** The target of an audit entry about an assignment. */
export const targetOf = ({ oms, operator }: Subject): Target => ({
  words: `${operator.name} (operator ${operator.id}) · ${oms.name} (OMS ${oms.id})`,
  subjectUserId: operator.id,
  omsId: oms.id,
});

/** An assignment as audit entries store it, with the documented keys. */
export const assignmentState = z.object({
  OperatorId: z.int(),
  OMSId: z.int(),
  IsDefault: z.boolean(),
});

export const stateOf = (
  { oms, operator }: Subject,
  isDefault: boolean,
): z.output<typeof assignmentState> => ({
  OperatorId: operator.id,
  OMSId: oms.id,
  IsDefault: isDefault,
});
