'use client';

import { Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { ConfirmFields, useConfirmFields, Warnings } from '../confirm/confirm-fields';
import { PreviewFailure } from '../confirm/preview-failure';
import { WORDING } from '../confirm/wording';
import { confirmationOf } from '../ui/named';
import { Words } from '../ui/sentence';
import classes from './plan.module.css';
import type { PlanItem, StateChange } from './plan-item';
import { PlanStates } from './plan-states';
import type { PlanState, PreviewedStep } from './use-plan';

interface Props {
  plan: PlanState;
  verb: string;
  user: { id: number; name: string };
  changesOf: (items: PlanItem[]) => StateChange[];
}

/** The states before and after with all warnings, the reason, and the buttons. Cancel has the focus. */
export function PlanReview({ plan, verb, user, changesOf }: Props) {
  const { steps, preview, ready, values, setValues, confirm, close } = plan;
  const warnings = steps.flatMap(({ item, preview: found }) =>
    found?.objection === null ? item.resource.warnings(found.facts) : [],
  );
  const wanted = warnings.length > 0 ? confirmationOf('Name of the user', { kind: 'person', ...user }) : null;
  const { form, fields, submit } = useConfirmFields({ values, setValues, wanted, isPending: false });
  if (preview.error) {
    return <PreviewFailure error={preview.error} onRetry={() => preview.refetch()} onClose={close} />;
  }
  const isReady = preview.data !== undefined;
  const mayConfirm = isReady && ready.length > 0;
  const wording =
    WORDING[steps.some(({ item }) => item.resource.mode === 'removing') ? 'removing' : 'changing'];
  return (
    <Stack gap="md" ref={form}>
      {isReady ? (
        <>
          <List spacing={4} className={classes.steps} listStyleType="none">
            {steps.map((step) => (
              <List.Item key={step.item.key}>
                <StepWords step={step} isUnknown={plan.isUnknown(step)} />
              </List.Item>
            ))}
          </List>
          <PlanStates changes={changesOf(ready.map(({ item }) => item))} />
          <Warnings warnings={warnings} />
        </>
      ) : (
        <Skeleton height={120} />
      )}
      {mayConfirm && <ConfirmFields {...fields} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close} data-autofocus>
          {mayConfirm || !isReady ? 'Cancel' : 'Close'}
        </Button>
        {mayConfirm && (
          <Button color={wording.color} onClick={() => submit(confirm)}>
            {steps.length === 1 ? verb : `${verb}: ${ready.length} ${ready.length === 1 ? 'step' : 'steps'}`}
          </Button>
        )}
      </Group>
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
      <Text span inherit c="var(--console-attention)">
        Skipped: <Words of={preview.objection} />
      </Text>
    </>
  );
}
