import { z } from 'zod';
import { plainText } from './request';
import { MAX_REASON_LENGTH, REASONS, type ReasonCode } from './types';

/** A reason with free text. The text is required when the reason is Other. */
export const reasonSchema = z
  .object(
    {
      code: z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]], {
        error: 'must be one of the reasons',
      }),
      text: plainText(0, MAX_REASON_LENGTH)
        .transform((text) => text.trim())
        .default(''),
    },
    { error: 'is not given' },
  )
  .refine((reason) => reason.code !== 'other' || reason.text !== '', {
    path: ['text'],
    error: 'must be given when the reason is Other',
  });

export type Reason = z.output<typeof reasonSchema>;
