'use client';

import { Alert, Button, Group } from '@mantine/core';
import { ApiError } from '../data/fetch-json';

/** Shown when the facts could not be loaded. Without them there is nothing to confirm. */
export function PreviewFailure(props: { error: Error; onRetry: () => void; onClose: () => void }) {
  const { error, onRetry, onClose } = props;
  const isGone = error instanceof ApiError && error.status === 404;
  return (
    <>
      <Alert
        role="alert"
        color={isGone ? 'gray' : 'red'}
        title={isGone ? 'Already gone' : 'This can’t be shown'}
      >
        {error.message}
      </Alert>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
        {!isGone && <Button onClick={onRetry}>Try again</Button>}
      </Group>
    </>
  );
}
