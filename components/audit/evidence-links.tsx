'use client';

import { Anchor, Text } from '@mantine/core';
import { ownedHref } from '../data/owned-href';

const FORMATS = [
  { format: 'html', label: 'printable page' },
  { format: 'json', label: 'JSON' },
] as const;

/**
 * Links to the evidence about a person or an entry. Each use leaves an audit entry.
 *
 * @param of the path below `/api/evidence`, such as `people/12`
 */
export function EvidenceLinks({ of }: { of: `people/${number}` | `entries/${string}` }) {
  return (
    <Text span size="sm" data-screen-only>
      Export evidence:{' '}
      {FORMATS.map(({ format, label }, index) => {
        const href = `/api/evidence/${of}?format=${format}`;
        return (
          <span key={format}>
            {index > 0 && ' · '}
            <Anchor
              href={href}
              onClick={(event) => ownedHref(event, href)}
              inherit
              aria-label={`Export evidence as ${label}`}
              {...(format === 'json' ? { download: true } : { target: '_blank', rel: 'noopener' })}
            >
              {label}
            </Anchor>
          </span>
        );
      })}
    </Text>
  );
}
