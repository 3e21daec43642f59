'use client';

import { Alert, Button, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { REASON_TEXT_MAX, type ReasonCode } from '@/domain/types';
import { DialogFacts } from './dialog-facts';
import { MANNERS } from './manners';
import { ReasonFields } from './reason-fields';
import type { Draft, RemovalDialog } from './use-removal';

/** Facts, warnings, reason and buttons. Cancel has the focus; Enter in a field does nothing. */
export function DialogForm<Row, Facts>({ dialog }: { dialog: RemovalDialog<Row, Facts> }) {
  const { resource, preview, isPending, failure, draft, setDraft, confirm, close } = dialog;
  const manner = MANNERS[resource.manner];
  const [areErrorsShown, setErrorsShown] = useState(false);
  const fields = useRef<HTMLDivElement>(null);

  const isGone = failure?.kind === 'gone';
  const shown = isGone ? undefined : preview.data;
  const mayAsk = shown && shown.objection === null;
  const warnings = shown ? resource.warnings(shown.facts) : [];
  const wanted = shown && warnings.length > 0 ? resource.confirmation(shown.facts) : null;
  const errors = errorsOf(draft, wanted?.name);
  const shownErrors = areErrorsShown ? errors : {};

  const submit = () => {
    setErrorsShown(true);
    const [wrong] = Object.keys(errors);
    if (wrong) fields.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
    else confirm({ code: draft.code as ReasonCode, text: draft.text });
  };

  return (
    <Stack gap="md" ref={fields}>
      {!isGone && !shown && <Skeleton height={64} />}
      {mayAsk && <DialogFacts resource={resource} facts={shown.facts} />}
      {shown?.objection && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="This can’t be done as things are">
          {shown.objection}
        </Alert>
      )}
      {mayAsk && warnings.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title="Look twice">
          {warnings.map((warning) => (
            <Text key={warning} size="sm">
              {warning}
            </Text>
          ))}
        </Alert>
      )}
      {mayAsk && (
        <ReasonFields draft={draft} onChange={setDraft} errors={shownErrors} isDisabled={isPending} />
      )}
      {mayAsk && wanted && (
        <TextInput
          name="name"
          label={wanted.label}
          description={
            <>
              Type <strong>{wanted.name}</strong>
            </>
          }
          autoComplete="off"
          spellCheck={false}
          disabled={isPending}
          error={shownErrors.name}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close} disabled={isPending} data-autofocus>
          {mayAsk ? 'Cancel' : 'Close'}
        </Button>
        {mayAsk && failure?.kind === 'unknown' ? (
          <Button onClick={submit} loading={isPending}>
            Check again
          </Button>
        ) : (
          mayAsk && (
            <Button color={manner.color} onClick={submit} loading={isPending}>
              {isPending ? manner.pending : resource.verb}
            </Button>
          )
        )}
      </Group>
    </Stack>
  );
}

/** What is missing or wrong, by field, in the order of the fields. */
function errorsOf(
  { code, text, name }: Draft,
  wanted: string | undefined,
): Partial<Record<keyof Draft, string>> {
  return {
    ...(code === '' && { code: 'Choose a reason.' }),
    ...(code === 'other' && text.trim() === '' && { text: 'Say what the reason is.' }),
    ...(text.length > REASON_TEXT_MAX && { text: `At most ${REASON_TEXT_MAX} characters.` }),
    ...(wanted !== undefined && name !== wanted && { name: `This is not “${wanted}”.` }),
  };
}
