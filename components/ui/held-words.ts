import { counted } from './names';

const HELD = {
  omses: ['OMS', 'OMSs'],
  accounts: ['account', 'accounts'],
  roles: ['role', 'roles'],
} as const;

type Held = Partial<Record<keyof typeof HELD, number | null>> & { permissions?: string[] | null };

/**
 * What a person or thing holds, for example "3 accounts, 1 role, Operator".
 *
 * @param held each count at most 100, which means 100 or more; null or left out if it is not shown, as are the permissions
 * @param nothing what to say if everything is shown and nothing is held
 */
export function heldWords({ permissions, ...counts }: Held, nothing: string): string {
  const kinds = Object.keys(HELD) as (keyof typeof HELD)[];
  const parts = kinds.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    const [one, many] = HELD[kind];
    if (count === 0) return [];
    return count >= 100 ? `100+ ${many}` : counted(count, one, many);
  });
  const words = [...parts, ...(permissions ?? [])].join(', ');
  // What is not shown may well be held.
  const isComplete = permissions !== null && kinds.every((kind) => counts[kind] !== null);
  return words || (isComplete ? nothing : '–');
}
