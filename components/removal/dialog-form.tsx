'use client';

import { Alert, Button, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { isUnsure } from '../confirm/call-action';
import { ConfirmFields, useConfirmFields } from '../confirm/confirm-fields';
import { PreviewSkeleton } from '../confirm/preview-skeleton';
import { Warnings } from '../confirm/warnings';
import { WORDING } from '../confirm/wording';
import { DialogFoot } from '../ui/dialog-foot';
import { Words } from '../ui/sentence';
import { DialogFacts } from './dialog-facts';
import type { RemovalResource } from './removal-resource';
import type { Confirmation } from './use-confirmation';

interface Props<Row, Facts> {
  resource: RemovalResource<Row, Facts>;
  confirmation: Confirmation<Facts>;
}

/** Facts, warnings, reason and buttons. Cancel has the focus; Enter in a field does nothing. */
export function DialogForm<Row, Facts>({ resource, confirmation }: Props<Row, Facts>) {
  const { preview, isPending, failure, values, setValues, confirm, close } = confirmation;
  const wording = WORDING[resource.mode];

  const isGone = failure?.kind === 'gone';
  const isOutdated = failure?.kind === 'outdated';
  const shown = isGone ? undefined : preview.data;
  const mayAsk = shown && shown.objection === null;
  const warnings = shown ? resource.warnings(shown.facts) : [];
  const wanted = shown && warnings.length > 0 ? resource.confirmation(shown.facts) : null;
  const { form, fields, submit } = useConfirmFields({ values, setValues, wanted, isPending });

  const confirmWords = () => {
    if (isPending) return wording.pending;
    return isUnsure(failure) ? 'Check again' : resource.verb;
  };

  return (
    <Stack gap="md" ref={form}>
      {!isGone && !shown && <PreviewSkeleton />}
      {mayAsk && <DialogFacts resource={resource} facts={shown.facts} />}
      {shown?.objection && (
        <Alert
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          title="This action isn’t possible right now"
        >
          <Words of={shown.objection} />
        </Alert>
      )}
      {mayAsk && <Warnings warnings={warnings} />}
      {mayAsk && <ConfirmFields {...fields} reasons={wording.reasons} />}
      <DialogFoot>
        <Button variant="default" onClick={close} disabled={isPending} data-autofocus>
          {mayAsk ? 'Cancel' : 'Close'}
        </Button>
        {mayAsk && !isOutdated && (
          <Button
            color={isUnsure(failure) ? 'accent' : wording.color}
            onClick={() => submit(confirm)}
            loading={isPending}
          >
            {confirmWords()}
          </Button>
        )}
      </DialogFoot>
    </Stack>
  );
}
