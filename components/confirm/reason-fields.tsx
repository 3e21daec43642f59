'use client';

import { NativeSelect, Textarea } from '@mantine/core';
import { REASON_TEXT_MAX, REASONS, type ReasonCode } from '@/domain/call/types';
import type { Draft } from './form-values';

const CHOICES = [
  { value: '', label: 'Choose…', disabled: true },
  ...Object.entries(REASONS).map(([value, label]) => ({ value, label })),
];

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
  errors: Partial<Record<keyof Draft, string>>;
  isDisabled: boolean;
}

/** Why it is done: whoever reads the audit log will want to know. */
export function ReasonFields({ draft, onChange, errors, isDisabled }: Props) {
  const isTextRequired = draft.code === 'other';
  return (
    <>
      <NativeSelect
        name="code"
        label="Reason"
        required
        data={CHOICES}
        disabled={isDisabled}
        error={errors.code}
        value={draft.code}
        onChange={(event) => onChange({ ...draft, code: event.currentTarget.value as ReasonCode })}
      />
      <Textarea
        name="text"
        label={isTextRequired ? 'Details' : 'Details (optional)'}
        description="Stands in the audit log. A ticket number helps."
        required={isTextRequired}
        maxLength={REASON_TEXT_MAX}
        autosize
        minRows={2}
        maxRows={6}
        disabled={isDisabled}
        error={errors.text}
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
      />
    </>
  );
}
