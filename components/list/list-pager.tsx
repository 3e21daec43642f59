'use client';

import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { PAGE_SIZES, type Page, type PageSize } from '@/domain/lists/paging';
import classes from './list.module.css';
import type { useListParams } from './use-list-params';

interface Props {
  page: Page<unknown> | undefined;
  state: ReturnType<typeof useListParams>;
}

/** Page size, and the buttons for the previous and the next page. */
export function ListPager({ page, state }: Props) {
  return (
    <Group component="nav" aria-label="Pages" className={classes.pager} justify="space-between" gap="xs">
      <Group gap={6}>
        <NativeSelect
          size="xs"
          aria-label="Rows per page"
          data={PAGE_SIZES.map(String)}
          value={String(state.params.size)}
          onChange={(event) => state.resize(Number(event.currentTarget.value) as PageSize)}
        />
        <Text size="xs" c="dimmed">
          rows per page
        </Text>
      </Group>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          disabled={!page?.previous}
          onClick={() => page?.previous && state.goTo(page.previous)}
          leftSection={<IconChevronLeft size={14} aria-hidden />}
        >
          Previous
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={!page?.next}
          onClick={() => page?.next && state.goTo(page.next)}
          rightSection={<IconChevronRight size={14} aria-hidden />}
        >
          Next
        </Button>
      </Group>
    </Group>
  );
}
