import fc from 'fast-check';

/** Texts that have a meaning in JavaScript, SQL or a template language. */
const WORDS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'length',
  "' OR 1=1 --",
  '"; DROP TABLE users; --',
  '%',
  '_',
  '\\',
  '\\%',
  '%s',
  '$1',
  '{{7*7}}',
  '<script>',
  '../../etc',
  'null',
  'undefined',
  'NaN',
  '0',
  '-1',
  '1e999',
  '\u202Edlrow',
  '\u200B',
  '\uFEFF',
  'ı',
  'ß',
  'İ',
  '🧨',
];

const deep = (depth: number): unknown => JSON.parse(`${'{"a":['.repeat(depth)}${']}'.repeat(depth)}`);

const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 2 ** 31, -(2 ** 31), 2 ** 53, 1e308, 5e-324, 0.1),
);
const structure = fc.oneof(
  fc.array(fc.anything(), { maxLength: 3 }),
  fc.dictionary(fc.oneof(fc.constantFrom(...WORDS), fc.string()), fc.anything(), { maxKeys: 3 }),
  fc.constantFrom(deep(1_000), new Date(0), new Map(), Number, Symbol('s'), 7n, { valueOf: 1, toString: 1 }),
);

/** Text that the database can hold but no real name has: up to 200 characters. */
export const oddText = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((text) => !text.includes('\0')),
  fc.constantFrom('x'.repeat(200), '🌾'.repeat(200)),
);

const withNul = fc.tuple(fc.string(), fc.string()).map((parts) => parts.join('\0'));
const longerThan = (limit: number) =>
  fc.integer({ min: limit + 1, max: 100_000 }).map((length) => 'x'.repeat(length));

/** A lone surrogate inside other text. UTF-8 cannot encode it, so the database cannot hold it. */
export const loneSurrogate = fc
  .tuple(fc.string({ maxLength: 5 }), fc.integer({ min: 0xd800, max: 0xdfff }), fc.string({ maxLength: 5 }))
  .map(([before, half, after]) => `${before}${String.fromCharCode(half)}${after}`);

const invalidText = (limit: number) =>
  fc.oneof(
    fc.boolean(),
    number.filter((value) => value !== 0),
    structure,
    withNul,
    longerThan(limit),
  );

const tooMany = fc.array(fc.constant('CoAdmin'), { minLength: 11, maxLength: 100 });

/** Values that are invalid for a kind of field, whether the field is required or not. */
export const invalidValues = {
  id: fc.oneof(
    fc.boolean(),
    fc.string({ minLength: 1 }),
    number.filter((value) => value !== 0 && (!Number.isInteger(value) || value < 0 || value > 2 ** 31 - 1)),
    structure,
  ),
  name: invalidText(200),
  email: invalidText(320),
  role: invalidText(200),
  roles: fc.oneof(
    fc.oneof(fc.boolean(), number, fc.string(), structure).filter((value) => !Array.isArray(value)),
    fc.array(invalidText(200), { maxLength: 10 }),
    tooMany,
  ),
  flag: fc.oneof(fc.string(), number, structure),
} satisfies Record<string, fc.Arbitrary<unknown>>;

/**
 * Generates the rare value one time in ten, and the usual one otherwise. A request of many such parts is then
 * valid often enough.
 */
export const withRare = (usual: fc.Arbitrary<unknown>, rare: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: rare });

/** The values that mean "not given". */
export const absentValues = fc.constantFrom(0, '', null, undefined);

/** Any value that could arrive instead of a request. */
export const anyInput = fc.oneof(
  fc.anything(),
  fc.jsonValue(),
  structure,
  fc.constantFrom(null, undefined, deep(5_000)),
);

/** A key in a random mixture of upper and lower case. */
export const inMixedCase = (key: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: key.length, maxLength: key.length })
    .map((flags) =>
      [...key].map((letter, at) => (flags[at] ? letter.toUpperCase() : letter.toLowerCase())).join(''),
    );

/** An object with own keys that no request documents, `__proto__` among them. */
export const unknownKeys = fc
  .array(fc.constantFrom(...WORDS), { maxLength: 3 })
  .map((keys) => JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:{"x":1}`).join(',')}}`) as object);
