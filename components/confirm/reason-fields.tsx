'use client';

import { NativeSelect, Textarea } from '@mantine/core';
import { MAX_REASON_LENGTH, REASONS, type ReasonCode } from '@/domain/call/types';
import type { FormValues } from './form-values';
import classes from './reason-fields.module.css';

const CHOICES = [
  { value: '', label: 'Choose…', disabled: true },
  ...Object.entries(REASONS).map(([value, label]) => ({ value, label })),
];

interface Props {
  values: FormValues;
  onChange: (values: FormValues) => void;
  errors: Partial<Record<keyof FormValues, string>>;
  isDisabled: boolean;
}

/** The reason, for people who read the audit log later. */
export function ReasonFields({ values, onChange, errors, isDisabled }: Props) {
  const isTextRequired = values.code === 'other';
  return (
    <div className={classes.fields}>
      <NativeSelect
        name="code"
        label="Reason"
        required
        data={CHOICES}
        disabled={isDisabled}
        error={errors.code}
        value={values.code}
        onChange={(event) => onChange({ ...values, code: event.currentTarget.value as ReasonCode })}
      />
      <Textarea
        name="text"
        label={isTextRequired ? 'Details' : 'Details (optional)'}
        placeholder="Ticket number, or a note"
        required={isTextRequired}
        maxLength={MAX_REASON_LENGTH}
        autosize
        minRows={1}
        maxRows={6}
        disabled={isDisabled}
        error={errors.text}
        value={values.text}
        onChange={(event) => onChange({ ...values, text: event.currentTarget.value })}
      />
    </div>
  );
}
