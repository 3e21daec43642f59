import { Skeleton } from '@mantine/core';

const LINE = 28;

/** As high as what it stands for, so that the buttons don't move when that has arrived. */
export const PreviewSkeleton = ({ steps = 1 }: { steps?: number }) =>
  steps === 1 ? (
    <>
      <Skeleton height={22} width="80%" />
      <Skeleton height={76} />
      <Skeleton height={20} width="60%" />
      <Skeleton height={62} />
    </>
  ) : (
    <>
      <Skeleton height={Math.min(240, LINE * steps)} />
      <Skeleton height={120} />
      <Skeleton height={62} />
    </>
  );
