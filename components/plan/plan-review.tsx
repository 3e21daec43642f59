'use client';

import { Button, List, Stack, Text } from '@mantine/core';
import { ConfirmFields, useConfirmFields } from '../confirm/confirm-fields';
import { PreviewFailure } from '../confirm/preview-failure';
import { PreviewSkeleton } from '../confirm/preview-skeleton';
import { Warnings } from '../confirm/warnings';
import { WORDING } from '../confirm/wording';
import { DialogFacts, Notes } from '../removal/dialog-facts';
import { DialogFoot } from '../ui/dialog-foot';
import { Words } from '../ui/sentence';
import { StateChanges } from '../ui/state-changes';
import classes from './plan.module.css';
import type { PlanTexts } from './plan-texts';
import type { PlanState, PreviewedStep } from './use-plan';

interface Props {
  plan: PlanState;
  texts: PlanTexts;
}

/** From this many steps on the name is typed, whatever they do. */
const MANY_STEPS = 10;

/** The states before and after with all warnings, the reason, and the buttons. Cancel has the focus. */
export function PlanReview({ plan, texts }: Props) {
  const { steps, preview, ready, values, setValues, confirm, close } = plan;
  const warnings = steps.flatMap(({ item, preview: found }) =>
    found?.objection === null ? item.resource.warnings(found.facts) : [],
  );
  const notes = steps.flatMap(({ item, preview: found }) =>
    found?.objection === null ? (item.resource.notes?.(found.facts) ?? []) : [],
  );
  // A plan of one step is the same dialog as that of the removal.
  const [first] = steps.length === 1 ? steps : [];
  const only = first && !plan.isUnknown(first) && first.preview?.objection === null ? first.preview : null;
  const isLarge = ready.length >= MANY_STEPS;
  const wanted = warnings.length > 0 || isLarge ? texts.confirmation(ready) : null;
  const { form, fields, submit } = useConfirmFields({ values, setValues, wanted, isPending: false });
  if (preview.error) {
    return <PreviewFailure error={preview.error} onRetry={() => preview.refetch()} onClose={close} />;
  }
  const isReady = preview.data !== undefined;
  const mayConfirm = isReady && ready.length > 0;
  const modes = steps.map(({ item }) => item.resource.mode);
  const wording = WORDING[modes.includes('removing') ? 'removing' : (modes[0] ?? 'changing')];
  return (
    <Stack gap="md" ref={form}>
      {first && only && <DialogFacts resource={first.item.resource} facts={only.facts} />}
      {isReady && !only && (
        <List spacing={4} className={classes.review} listStyleType="none" tabIndex={0}>
          {steps.map((step) => (
            <List.Item key={step.item.key}>
              <StepWords step={step} isUnknown={plan.isUnknown(step)} />
            </List.Item>
          ))}
        </List>
      )}
      {texts.rest && (
        <Text c="var(--attention)" fw={500}>
          {texts.rest}
        </Text>
      )}
      {isReady ? (
        <>
          {!first?.item.resource.change && <StateChanges changes={texts.changesOf(ready)} />}
          {!only && <Notes notes={notes} />}
          <Warnings warnings={warnings} />
        </>
      ) : (
        <PreviewSkeleton steps={steps.length} />
      )}
      {mayConfirm && <ConfirmFields {...fields} reasons={wording.reasons} />}
      <DialogFoot>
        <Button variant="default" onClick={close} data-autofocus>
          {mayConfirm || !isReady ? 'Cancel' : 'Close'}
        </Button>
        {mayConfirm && (
          <Button color={wording.color} onClick={() => submit(confirm)}>
            {texts.confirmFor(ready.length)}
          </Button>
        )}
      </DialogFoot>
    </Stack>
  );
}

function StepWords({ step, isUnknown }: { step: PreviewedStep; isUnknown: boolean }) {
  const { preview } = step;
  if (isUnknown) {
    return (
      <>
        <Words of={step.item.name} />: it may have been done already. It is asked for again, and will never be
        done twice.
      </>
    );
  }
  if (!preview) return <Words of={step.item.name} />;
  if (preview.objection === null) return step.item.resource.happens(preview.facts);
  return (
    <>
      <Words of={step.item.name} />:{' '}
      <Text span inherit c="var(--attention)">
        Skipped: <Words of={preview.objection} />
      </Text>
    </>
  );
}
