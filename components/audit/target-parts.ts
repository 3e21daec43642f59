import type { SearchKind } from '@/domain/search/types';
import { nameOf } from '../ui/named';
import { type Sentence, sentence } from '../ui/sentence';

type Noun = 'user' | 'operator' | 'OMS' | 'account' | 'company';

const KINDS: Record<Noun, SearchKind> = {
  user: 'person',
  operator: 'person',
  OMS: 'oms',
  account: 'account',
  company: 'company',
};

/** A thing with its id, or a word without one. Beside other parts a word contains no separator. */
export type TargetPart = Noun | 'word';

const SEPARATOR = ' · ';

/**
 * The parts of a target: with names and ids as an entry about found things has them, or as a request named
 * them, which is all that an early refusal knows.
 *
 * @param options `withIds`: each name is followed by its id, for what must not be mistaken
 */
export function partsOf(
  target: string,
  parts: readonly TargetPart[],
  { withIds = false } = {},
): Sentence[] | null {
  if (parts.length === 0) return [];
  const word = parts.length === 1 ? '(.+)()' : `((?:(?!${SEPARATOR}).)+)()`;
  const pattern = parts.map((part) => (part === 'word' ? word : `(.*) \\(${part} (\\d+)\\)`));
  const found = new RegExp(`^${pattern.join(SEPARATOR)}$`, 's').exec(target);
  if (found) {
    return parts.map((part, index) => {
      const [name = '', id] = found.slice(1 + 2 * index);
      if (part === 'word') return sentence`${name}`;
      const named = nameOf({ kind: KINDS[part], name, id: Number(id) });
      return withIds ? sentence`${named} (${part} ${id ?? ''})` : sentence`${named}`;
    });
  }
  const named = target.split(SEPARATOR);
  // The permission that a request names follows the user; the entry has it apart.
  const isEnough = parts.length === 1 ? named.length >= 1 : named.length === parts.length;
  return isEnough ? named.map((name) => sentence`${name}`) : null;
}
