'use client';

import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DEFAULT_PAGE_SIZE, PAGE_SIZES, type Page, type PageSize } from '@/domain/lists/paging';
import classes from './list.module.css';
import type { useListParams } from './use-list-params';

interface Props {
  /** Undefined while another page loads. */
  page: Page<unknown> | undefined;
  state: ReturnType<typeof useListParams>;
  /** Called when another page was asked for. */
  onTurn: () => void;
}

/** Page size, and the buttons for the previous and the next page. Where one page is all, there is nothing. */
export function ListPager({ page, state, onTurn }: Props) {
  const { size, cursor } = state.params;
  const isOnlyPage = page && !page.previous && !page.next && cursor === null;
  if (isOnlyPage && size === DEFAULT_PAGE_SIZE) return null;
  const turnTo = (to: string | null | undefined) => {
    if (!to) return;
    state.goTo(to);
    onTurn();
  };
  return (
    <Group component="nav" aria-label="Pages" className={classes.pager} justify="space-between" gap="xs">
      <Group gap={6}>
        <NativeSelect
          size="xs"
          aria-label="Rows per page"
          data={PAGE_SIZES.map(String)}
          value={String(size)}
          onChange={(event) => state.resize(Number(event.currentTarget.value) as PageSize)}
        />
        <Text size="xs" c="dimmed">
          rows per page
        </Text>
      </Group>
      <Group gap="xs">
        <Turn to={page?.previous} onTurn={turnTo} leftSection={<IconChevronLeft size={14} aria-hidden />}>
          Previous
        </Turn>
        <Turn to={page?.next} onTurn={turnTo} rightSection={<IconChevronRight size={14} aria-hidden />}>
          Next
        </Turn>
      </Group>
    </Group>
  );
}

interface TurnProps {
  to: string | null | undefined;
  onTurn: (to: string | null | undefined) => void;
  leftSection?: ReactNode;
  rightSection?: ReactNode;
  children: string;
}

/** It keeps the focus when there is no page on its side: a disabled button would lose it. */
function Turn({ to, onTurn, ...rest }: TurnProps) {
  return (
    <Button
      variant="default"
      size="xs"
      aria-disabled={!to}
      {...(!to && { 'data-disabled': true })}
      onClick={() => onTurn(to)}
      {...rest}
    />
  );
}
