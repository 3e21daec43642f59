import { MAX_REASON_LENGTH, type ReasonCode } from '@/domain/call/types';
import { asTyped, isSameName } from '@/domain/values/characters';

/** What the person typed. It is kept after a failure, until the dialog closes. */
export interface FormValues {
  code: ReasonCode | '';
  text: string;
  name: string;
}

export const EMPTY_FORM: FormValues = { code: '', text: '', name: '' };

/** Converts the reason to the form in which it is sent. */
export interface GivenReason {
  code: ReasonCode;
  text: string;
}

const mismatch = (typed: string, wanted: string) =>
  typed === '' ? `Type “${wanted}” to confirm.` : `Doesn’t match “${wanted}”.`;

/**
 * Returns what is missing or wrong, by field, in the order of the fields.
 *
 * @param wanted the name to type, if any
 */
export function errorsOf(
  { code, text, name }: FormValues,
  wanted: string | undefined,
): Partial<Record<keyof FormValues, string>> {
  return {
    ...(code === '' && { code: 'Choose a reason.' }),
    ...(code === 'other' && text.trim() === '' && { text: 'Say what the reason is.' }),
    ...(text.length > MAX_REASON_LENGTH && { text: `At most ${MAX_REASON_LENGTH} characters.` }),
    ...(wanted !== undefined && !isSameName(name, wanted) && { name: mismatch(name, asTyped(wanted)) }),
  };
}
