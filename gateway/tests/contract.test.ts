import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { removals } from '@/domain/removals';
import { type Call, calls } from '../calls';

const contract = readFileSync(path.join(import.meta.dirname, '../../docs/contract.md'), 'utf8');

/** The names in the first cell of each row, of the tables whose first column is headed "call". */
const documented = [...contract.matchAll(/^\| call \|.*\n\|[-|]+\n((?:\|.*\n)+)/gm)].flatMap(
  ([, rows = '']) => [...rows.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names = '']) => names.split(', ')),
);

const served: [string, Call][] = Object.entries(calls);

describe('docs/contract.md', () => {
  it('has exactly the calls that the gateway serves in its tables', () => {
    const names = served.filter(([, { isAlias }]) => !isAlias).map(([name]) => name);
    expect(documented.toSorted()).toEqual(names.toSorted());
  });

  it.each(Object.keys(removals))('describes what %s removes and what stays', (name) => {
    expect(contract).toContain(`\n- **${name}** `);
  });

  it('mentions every other name of a call', () => {
    const aliases = served.filter(([, { isAlias }]) => isAlias).map(([name]) => name);
    expect(aliases.filter((name) => !new RegExp(`\\b${name}\\b`).test(contract))).toEqual([]);
  });
});
