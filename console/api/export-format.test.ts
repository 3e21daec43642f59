import { buffer, text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from './export-format';

const COLUMNS = ['id', 'name', 'isDefault', 'roles'];

/** Pages of one row, and an empty page when there is none. */
async function* pages(...names: string[]) {
  if (names.length === 0) yield [];
  for (const [index, name] of names.entries()) {
    const roles = ['CoAdmin', 'CoAgent'];
    yield [{ id: index + 1, name, isDefault: index === 0, roles, secret: 'not a column' }];
  }
}

/** Byte order mark, by which spreadsheets recognize UTF-8. `text` would remove it. */
const BOM = '\uFEFF';

const csvOf = async (...names: string[]) =>
  Buffer.from(await buffer(FORMATS.csv.write(pages(...names), COLUMNS))).toString('utf8');
const jsonOf = (...names: string[]) => text(FORMATS.json.write(pages(...names), COLUMNS));

describe('rows as CSV', () => {
  it('have a header line, and quotes around cells that need them', async () => {
    expect(await csvOf('Windmill Farm, Inc.', 'say "hi"\nthere')).toBe(
      `${BOM}id,name,isDefault,roles\n1,"Windmill Farm, Inc.",true,"CoAdmin, CoAgent"\n` +
        '2,"say ""hi""\nthere",false,"CoAdmin, CoAgent"\n',
    );
  });

  it('are only the header line when the list is empty', async () => {
    expect(await csvOf()).toBe(`${BOM}id,name,isDefault,roles\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'contain no formula for the name %j',
    async (name) => {
      const [, line = ''] = (await csvOf(name)).split('1,');
      expect(line.replace(/^"/, '').startsWith(`'${name.slice(0, 1)}`)).toBe(true);
    },
  );
});

/**
 * Returns the cells as spreadsheets can split them, both those that respect quotes and those that ignore
 * them.
 */
function cellsOf(csv: string, separator: string): string[] {
  const ignoringQuotes = csv.split(new RegExp(`[${separator}\\r\\n]`));
  const respectingQuotes = csv.matchAll(
    new RegExp(`(?:^|[${separator}\\r\\n])("(?:[^"]|"")*"?[^${separator}\\r\\n]*)`, 'g'),
  );
  return [...ignoringQuotes, ...[...respectingQuotes].map(([, cell = '']) => cell)];
}

/** Whether a spreadsheet would compute the cell. Spreadsheets skip quotes and blanks before a formula. */
const isFormula = (cell: string) => /^[\s"]*[=+\-@＝＋－＠]/.test(cell);

describe.each([
  ['a comma', ','],
  ['a semicolon', ';'],
  ['a tab', '\t'],
])('rows as CSV in a spreadsheet that separates cells by %s', (_, separator) => {
  it.each([
    'x;=1+1;y',
    'x; =1+1',
    'x;"=1+1;"',
    'x\t=1+1',
    'x,=1+1',
    'x\n=1+1',
    '  =1+1',
    '"=1+1',
    ';;@SUM(A1)',
    'x;＝1',
  ])('contain no formula for the name %j', async (name) => {
    const csv = await csvOf(name, name);
    expect(cellsOf(csv, separator).filter(isFormula)).toEqual([]);
  });

  it('contain no formula for any random name', async () => {
    const unit = fc.constantFrom(...';,\t\n\r "\'=+-@＝a1\u00A0\u200B\uFEFF|');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 12 }), async (name) => {
        expect(cellsOf(await csvOf(name), separator).filter(isFormula)).toEqual([]);
      }),
    );
  });
});

describe('names as CSV', () => {
  it.each(['Müller', 'a-b', 'x; y', 'a = b', '1 + 1', 'דוד', '👩‍🌾'])(
    'are written unchanged: %s',
    async (name) => {
      expect((await csvOf(name)).replaceAll('"', '')).toContain(`1,${name},true`);
    },
  );

  it('can’t change the direction of the text after them', async () => {
    expect(await csvOf('\u202Eadmin')).toContain('1,⟨U+202E⟩admin,true');
    expect(await jsonOf('\u202Eadmin')).toContain('"\u202Eadmin"');
  });
});

describe('rows as JSON', () => {
  it('are one array with only the listed columns', async () => {
    const row = { isDefault: true, roles: ['CoAdmin', 'CoAgent'] };
    expect(JSON.parse(await jsonOf('=1', 'b'))).toEqual([
      { ...row, id: 1, name: '=1' },
      { ...row, id: 2, name: 'b', isDefault: false },
    ]);
    expect(JSON.parse(await jsonOf())).toEqual([]);
  });
});

it.each(['csv', 'json'] as const)('an export as %s fails when reading the rows fails', async (format) => {
  async function* broken() {
    yield [{ id: 1 }];
    throw new Error('The database does not answer.');
  }
  await expect(text(FORMATS[format].write(broken(), ['id']))).rejects.toThrow(
    'The database does not answer.',
  );
});
