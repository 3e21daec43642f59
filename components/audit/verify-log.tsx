'use client';

import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { VerificationNews } from '@/domain/audit-entries/types';
import { fetchLines } from '../data/fetch-json';
import { noteVerification } from '../data/last-verification';

const FAILED = 'The log could not be verified. Try again.';
const counted = (count: number, one = 'entry', many = 'entries') =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** A button that checks the whole audit log, and the result. */
export function VerifyLog() {
  const [news, setNews] = useState<VerificationNews | null>(null);
  const [isBusy, setBusy] = useState(false);
  const client = useQueryClient();

  const controller = useRef<AbortController | null>(null);
  // Leaving the page cancels the check.
  useEffect(() => () => controller.current?.abort(), []);

  const verify = async () => {
    setBusy(true);
    let latest: VerificationNews = { kind: 'progress', entries: 0, total: 0 };
    setNews(latest);
    controller.current = new AbortController();
    const { signal } = controller.current;
    try {
      for await (const line of fetchLines<VerificationNews>('/api/audit/verification', { signal })) {
        latest = line;
        setNews(latest);
      }
      if (latest.kind === 'progress') setNews({ kind: 'failure', detail: FAILED });
      if (latest.kind === 'result') {
        noteVerification(client, !latest.verification.problem && !latest.checkpointProblem);
      }
    } catch (error) {
      setNews({ kind: 'failure', detail: error instanceof Error ? error.message : FAILED });
    }
    setBusy(false);
  };

  return (
    <Group gap="md" mt="sm" align="center">
      <Button variant="default" size="compact-md" onClick={verify} loading={isBusy}>
        Verify the log
      </Button>
      <div role="status">{news && <News news={news} />}</div>
    </Group>
  );
}

function News({ news }: { news: VerificationNews }) {
  if (news.kind === 'progress') {
    const share = news.total === 0 ? 0 : (news.entries / news.total) * 100;
    return <Progress value={share} w={200} aria-label="Verifying" />;
  }
  if (news.kind === 'failure') {
    return (
      <Alert color="red" py="xs">
        {news.detail || FAILED}
      </Alert>
    );
  }
  const { verification, checkpoints, checkpointProblem } = news;
  const { problem, entries } = verification;
  if (problem || checkpointProblem) {
    return (
      <Alert color="red" title="The log failed verification" py="xs">
        {problem ? `${problem.words} Before it ${counted(entries)} fit.` : checkpointProblem}
      </Alert>
    );
  }
  return (
    <Text size="sm">
      Log intact: {counted(entries)}
      {checkpoints > 0
        ? ` and ${counted(checkpoints, 'checkpoint', 'checkpoints')} checked.`
        : ' checked. There are no checkpoints to compare it with.'}
    </Text>
  );
}
