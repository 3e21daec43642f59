import fc from 'fast-check';
import { absentValues, inMixedCase, invalidValues, oddText, unknownKeys, withRare } from './malformed-input';

/** The documented keys of a call, their kinds, and whether they are required. */
export type Fields = Record<string, { kind: keyof typeof invalidValues; isNeeded?: boolean }>;

/**
 * An invalid field: its documented name, the key as it is spelt, the value, and unknown keys to send with it.
 */
interface InvalidField {
  name: string;
  key: string;
  value: unknown;
  around: object;
}

/** Generates an invalid value for one field, under its key in mixed case, together with unknown keys. */
export const invalidField = (fields: Fields): fc.Arbitrary<InvalidField> =>
  fc.constantFrom(...Object.entries(fields)).chain(([name, { kind, isNeeded }]) =>
    fc.record({
      name: fc.constant(name),
      key: inMixedCase(name),
      value: isNeeded ? withRare(invalidValues[kind], absentValues) : invalidValues[kind],
      around: unknownKeys,
    }),
  );

/** Puts an invalid field into a valid request. */
export function withInvalidField(valid: object, { name, key, value, around }: InvalidField): object {
  const others = Object.entries(valid).filter(([known]) => known !== name);
  return { ...around, ...Object.fromEntries(others), [key]: value };
}

/** Generates a field's key in two spellings that differ only in case. */
export const keyInTwoCases = (fields: Fields): fc.Arbitrary<{ name: string; keys: [string, string] }> =>
  fc
    .constantFrom(...Object.keys(fields))
    .chain((name) =>
      fc.record({ name: fc.constant(name), keys: fc.tuple(inMixedCase(name), inMixedCase(name)) }),
    )
    .filter(({ keys: [one, other] }) => one !== other);

const ROLE_WORDS = ['CoAdmin', 'CoShareholder', 'CompanyAgent'];
const ODD: Record<keyof typeof invalidValues, fc.Arbitrary<unknown>> = {
  id: fc.integer({ min: 1_000_000, max: 2 ** 31 - 1 }),
  name: oddText,
  email: oddText,
  role: fc.constantFrom(...ROLE_WORDS),
  roles: fc.array(fc.constantFrom(...ROLE_WORDS), { minLength: 1, maxLength: 10 }),
  flag: fc.boolean(),
};

/** Generates a well-formed request about things that do not exist. */
export const oddRequest = (fields: Fields) =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, { kind }]) => [name, ODD[kind]])));
