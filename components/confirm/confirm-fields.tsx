'use client';

import { TextInput } from '@mantine/core';
import { type ComponentProps, useRef, useState } from 'react';
import type { ReasonCode } from '@/domain/call/types';
import { asTyped } from '@/domain/values/characters';
import { Name } from '../ui/name';
import { errorsOf, type FormValues, type GivenReason } from './form-values';
import { ReasonFields } from './reason-fields';

interface Options {
  values: FormValues;
  setValues: (values: FormValues) => void;
  /** The name to type before confirming, if any. */
  wanted: { label: string; name: string } | null;
  isPending: boolean;
}

/**
 * The fields that a person fills in before confirming. Submitting them shows the errors and moves the focus
 * to the first wrong field.
 *
 * @param options the typed values, the required ones, and whether the form was submitted
 */
export function useConfirmFields(options: Options) {
  const [areErrorsShown, setErrorsShown] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const errors = errorsOf(options.values, options.wanted?.name);
  return {
    form,
    fields: { ...options, errors: areErrorsShown ? errors : {} },
    submit: (confirm: (reason: GivenReason) => void) => {
      setErrorsShown(true);
      const { code, text } = options.values;
      const [wrong] = Object.keys(errors);
      if (wrong) form.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
      else confirm({ code: code as ReasonCode, text });
    },
  };
}

/** The reason, and the name to type after a warning. */
export function ConfirmFields({
  values,
  setValues,
  wanted,
  isPending,
  errors,
  reasons,
}: ReturnType<typeof useConfirmFields>['fields'] & Pick<ComponentProps<typeof ReasonFields>, 'reasons'>) {
  return (
    <>
      <ReasonFields
        values={values}
        onChange={setValues}
        errors={errors}
        isDisabled={isPending}
        reasons={reasons}
      />
      {wanted && (
        <TextInput
          name="name"
          label={wanted.label}
          description={
            <>
              Type{' '}
              <strong>
                <Name>{asTyped(wanted.name)}</Name>
              </strong>
            </>
          }
          autoComplete="off"
          spellCheck={false}
          disabled={isPending}
          error={errors.name}
          value={values.name}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
        />
      )}
    </>
  );
}
