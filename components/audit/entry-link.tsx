import { Anchor, type AnchorProps } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';

interface Props extends Pick<AnchorProps, 'underline' | 'c'> {
  seq: string;
  children: ReactNode;
  'aria-label'?: string;
}

/** A link to an entry of the audit log. */
export const EntryLink = ({ seq, ...rest }: Props) => (
  <Anchor component={Link} href={`/audit/${seq}`} prefetch={false} inherit {...rest} />
);
