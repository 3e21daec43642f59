'use client';

import { NativeSelect, Textarea } from '@mantine/core';
import { MAX_REASON_LENGTH, REMOVAL_REASONS, type ReasonCode } from '@/domain/call/types';
import type { FormValues } from './form-values';
import classes from './reason-fields.module.css';

interface Props {
  values: FormValues;
  onChange: (values: FormValues) => void;
  errors: Partial<Record<keyof FormValues, string>>;
  isDisabled: boolean;
  /** The reasons to choose from, by code. */
  reasons?: Partial<Record<ReasonCode, string>> | undefined;
}

/** The reason, for people who read the audit log later. */
export function ReasonFields({ values, onChange, errors, isDisabled, reasons = REMOVAL_REASONS }: Props) {
  const isTextRequired = values.code === 'other';
  return (
    <div className={classes.fields}>
      <NativeSelect
        name="code"
        label="Reason"
        required
        data={[
          { value: '', label: 'Choose…', disabled: true },
          ...Object.entries(reasons).map(([value, label]) => ({ value, label })),
        ]}
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
