import { z } from 'zod';
import type { Target } from '../call/audit/write';
import type { OperatorAtOms } from './find';

type Subject = Pick<OperatorAtOms, 'oms' | 'operator'>;

/** What an audit entry about an assignment is about. */
export const targetOf = ({ oms, operator }: Subject): Target => ({
  words: `${operator.name} (operator ${operator.id}) · ${oms.name} (OMS ${oms.id})`,
  subjectUserId: operator.id,
  omsId: oms.id,
});

/** An assignment as audit entries hold it, in the documents' own keys. */
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
