import fc from 'fast-check';
import { absentValues, inMixedCase, invalidValues, oddText, unknownKeys, withRare } from './malformed-input';

/** The documented keys of a call, what kind they are of, and whether they must be given. */
export type Fields = Record<string, { kind: keyof typeof invalidValues; isNeeded?: boolean }>;

/** What is wrong with a request: a field's name, the key that stands for it, its value, and keys around it. */
interface InvalidField {
  name: string;
  key: string;
  value: unknown;
  around: object;
}

/**
 * One field spoilt, under a key in any case, with keys around it that nobody knows.
 *
 * @param fields of the call
 */
export const invalidField = (fields: Fields): fc.Arbitrary<InvalidField> =>
  fc.constantFrom(...Object.entries(fields)).chain(([name, { kind, isNeeded }]) =>
    fc.record({
      name: fc.constant(name),
      key: inMixedCase(name),
      value: isNeeded ? withRare(invalidValues[kind], absentValues) : invalidValues[kind],
      around: unknownKeys,
    }),
  );

/**
 * A request with that field spoilt.
 *
 * @param sound the request as it would be done
 * @param spoilt what is wrong with it
 */
export function withInvalidField(sound: object, { name, key, value, around }: InvalidField): object {
  const others = Object.entries(sound).filter(([known]) => known !== name);
  return { ...around, ...Object.fromEntries(others), [key]: value };
}

/**
 * A field's key in two spellings that differ only in case.
 *
 * @param fields of the call
 */
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

/**
 * A well-formed request about things that are not there.
 *
 * @param fields of the call
 */
export const oddRequest = (fields: Fields) =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, { kind }]) => [name, ODD[kind]])));
