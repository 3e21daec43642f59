import type { SharedAccess } from '@/domain/users/types';
import { othersWords } from '../ui/names';

/**
 * With how many others a person shares an access.
 *
 * @param nouns for one and several others, without which a number of others is not worth a note; for a person who is the
 *   only one; and for others of whom none can use it
 */
export function sharedWords(
  { others, hasOthers }: SharedAccess,
  nouns: { one?: string; many?: string; alone: string; unable?: string },
): { note: string | null; alone?: string } {
  const { one, many, alone, unable = 'Others are blocked' } = nouns;
  if (others === 0) return { note: null, alone: hasOthers ? unable : alone };
  return { note: one && many ? othersWords(others, one, many) : null };
}
