import { REASON_TEXT_MAX, type ReasonCode } from '@/domain/call/types';
import { asTyped, isSameName } from '@/domain/values/characters';

/** What was typed. It outlives every failure, until the dialog is closed. */
export interface Draft {
  code: ReasonCode | '';
  text: string;
  name: string;
}

export const EMPTY_DRAFT: Draft = { code: '', text: '', name: '' };

/** A reason as it is sent. */
export interface GivenReason {
  code: ReasonCode;
  text: string;
}

/**
 * What is missing or wrong, by field, in the order of the fields.
 *
 * @param draft what was typed
 * @param wanted the name that must be typed, if any
 */
export function errorsOf(
  { code, text, name }: Draft,
  wanted: string | undefined,
): Partial<Record<keyof Draft, string>> {
  return {
    ...(code === '' && { code: 'Choose a reason.' }),
    ...(code === 'other' && text.trim() === '' && { text: 'Say what the reason is.' }),
    ...(text.length > REASON_TEXT_MAX && { text: `At most ${REASON_TEXT_MAX} characters.` }),
    ...(wanted !== undefined && !isSameName(name, wanted) && { name: `This is not “${asTyped(wanted)}”.` }),
  };
}
