'use client';

import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { VerificationNews } from '@/domain/audit-entries/types';
import { fetchLines } from '../data/fetch-json';
import { noteVerification } from '../data/last-verification';
import { clockTime } from '../ui/clock-time';
import classes from './audit-toolbar.module.css';

const FAILED = 'The log could not be verified. Try again.';
const counted = (count: number, one = 'entry', many = 'entries') =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** A button that checks the whole audit log, and the result. */
export function VerifyLog() {
  const [news, setNews] = useState<VerificationNews | null>(null);
  const [isBusy, setBusy] = useState(false);
  const client = useQueryClient();
  const [checkedAt, setCheckedAt] = useState<Date | null>(null);

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
      if (latest.kind === 'result') noteVerification(client, latest);
    } catch (error) {
      setNews({ kind: 'failure', detail: error instanceof Error ? error.message : FAILED });
    }
    setCheckedAt(new Date());
    setBusy(false);
  };

  return (
    <Group gap={0} align="center">
      <div role="status" className={classes.status}>
        {news && <News news={news} checkedAt={checkedAt} />}
      </div>
      <Button variant="default" size="compact-sm" onClick={verify} loading={isBusy}>
        {news && !isBusy ? 'Check again' : 'Verify the log'}
      </Button>
    </Group>
  );
}

function News({ news, checkedAt }: { news: VerificationNews; checkedAt: Date | null }) {
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
      <Alert
        color={problem ? 'red' : 'orange'}
        title={problem ? `Log altered at entry ${problem.seq}` : 'The checkpoints don’t fit'}
        py="xs"
      >
        {problem ? `${problem.words} Before it ${counted(entries)} fit.` : checkpointProblem}
      </Alert>
    );
  }
  return (
    <Text size="sm">
      <span className={classes.good}>
        <IconCheck size={14} aria-hidden className={classes.check} /> Intact
      </span>
      {` · ${counted(entries)} · `}
      {checkpoints > 0 ? counted(checkpoints, 'checkpoint', 'checkpoints') : 'no checkpoints to compare with'}
      {checkedAt && ` · checked ${clockTime(checkedAt)}`}
    </Text>
  );
}
