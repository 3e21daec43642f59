import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { FORMATS } from './export-format';

const COLUMNS = ['id', 'name', 'isDefault', 'roles'];

async function* rows(...names: string[]) {
  for (const [index, name] of names.entries()) {
    yield {
      id: index + 1,
      name,
      isDefault: index === 0,
      roles: ['CoAdmin', 'CoAgent'],
      secret: 'not a column',
    };
  }
}

const csvOf = (...names: string[]) => text(FORMATS.csv.write(rows(...names), COLUMNS));
const jsonOf = (...names: string[]) => text(FORMATS.json.write(rows(...names), COLUMNS));

describe('rows as CSV', () => {
  it('have a heading, and quotes where they need them', async () => {
    expect(await csvOf('Windmill Farm, Inc.', 'say "hi"\nthere')).toBe(
      'id,name,isDefault,roles\n1,"Windmill Farm, Inc.",true,"CoAdmin, CoAgent"\n' +
        '2,"say ""hi""\nthere",false,"CoAdmin, CoAgent"\n',
    );
  });

  it('are a heading only when there are none', async () => {
    expect(await csvOf()).toBe('id,name,isDefault,roles\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('hold no formula: %j', async (name) => {
    const [, line = ''] = (await csvOf(name)).split('1,');
    expect(line.replace(/^"/, '').startsWith(`'${name.slice(0, 1)}`)).toBe(true);
  });
});

describe('rows as JSON', () => {
  it('are one array, of the columns alone', async () => {
    const row = { isDefault: true, roles: ['CoAdmin', 'CoAgent'] };
    expect(JSON.parse(await jsonOf('=1', 'b'))).toEqual([
      { ...row, id: 1, name: '=1' },
      { ...row, id: 2, name: 'b', isDefault: false },
    ]);
    expect(JSON.parse(await jsonOf())).toEqual([]);
  });
});

it.each(['csv', 'json'] as const)('%s fails as its rows do', async (format) => {
  async function* broken() {
    yield { id: 1 };
    throw new Error('The database is away.');
  }
  await expect(text(FORMATS[format].write(broken(), ['id']))).rejects.toThrow('The database is away.');
});
