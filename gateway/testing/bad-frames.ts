import fc from 'fast-check';
import {
  absentValues,
  anyInput,
  inMixedCase,
  invalidValues,
  oddText,
  unknownKeys,
} from '@/domain/testing/malformed-input';

/** Ids and a name that do not exist, and that a few typing mistakes do not turn into existing ones. */
const [ID, OTHER_ID, NAME] = [1_999_999_999, 1_888_888_888, 'nobody and nothing'];

/** Well-formed mutations of things that do not exist. */
const WELL_FORMED: Record<string, object> = {
  RemoveOperatorOMS: { OperatorId: ID, OMSId: OTHER_ID, IsDefault: true },
  RemoveUserAccount: { accountId: ID, accountHandle: NAME, userId: OTHER_ID, userName: NAME },
  RemoveUserRole: { companyName: NAME, roleName: 'CoAgent', userName: NAME },
  UpdateCompanyAddRoles: { companyName: NAME, roleNames: ['CoAgent'], userName: NAME },
  SetUserInfo: { userId: ID, emailVerified: false },
  AddUserPermission: { UserId: ID, Permission: 'Operator' },
  ForceUserLogoff: { username: NAME },
};

interface BadCall {
  name: string;
  payload: unknown;
}

/** Excludes small whole numbers, since they may be existing ids. */
const invalidValue = fc
  .oneof(invalidValues.id, invalidValues.name, invalidValues.flag, oddText, absentValues, anyInput)
  .filter((value) => !(Number.isInteger(value) && Number(value) > 0 && Number(value) < 1_000_000));

const corruptCall: fc.Arbitrary<BadCall> = fc
  .constantFrom(...Object.entries(WELL_FORMED))
  .chain(([name, wellFormed]) =>
    fc.constantFrom(...Object.keys(wellFormed)).chain((key) =>
      fc
        .record({ key: inMixedCase(key), value: invalidValue, around: unknownKeys })
        .map(({ key, value, around }) => {
          const others = Object.entries(wellFormed).filter(
            ([known]) => known.toLowerCase() !== key.toLowerCase(),
          );
          return { name, payload: { ...around, ...Object.fromEntries(others), [key]: value } };
        }),
    ),
  );
const wellFormedCall: fc.Arbitrary<BadCall> = fc
  .constantFrom(...Object.entries(WELL_FORMED))
  .map(([name, payload]) => ({ name, payload }));
const anyCall: fc.Arbitrary<BadCall> = fc.record({
  name: fc.oneof(oddText, fc.constantFrom(...Object.keys(WELL_FORMED), 'Ping')),
  payload: invalidValue,
});

/** Calls with one invalid value, arbitrary calls, and a few well-formed ones. */
export const badCall: fc.Arbitrary<BadCall> = fc.oneof(
  { weight: 4, arbitrary: corruptCall },
  { weight: 1, arbitrary: wellFormedCall },
  { weight: 2, arbitrary: anyCall },
);

/** Writes any value as JSON, or as other text when JSON can't express it. */
export function serialise(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    return typeof value;
  }
}

const letter = fc.oneof(fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '0', '\0'), fc.string());

/** Text with up to four typing mistakes: letters left out, added or replaced, or the end cut off. */
export const mistyped = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .record({
      text,
      mistakes: fc.array(fc.record({ at: fc.nat(), kind: fc.nat({ max: 6 }), letter }), { maxLength: 4 }),
    })
    .map((typed) =>
      typed.mistakes.reduce((written, { at, kind, letter }) => {
        const place = at % (written.length + 1);
        if (kind === 0) return written.slice(0, place);
        const isKept = kind > 3;
        return written.slice(0, place) + (kind > 1 ? letter : '') + written.slice(isKept ? place : place + 1);
      }, typed.text),
    );

/**
 * Frames of any kind: frames with an invalid value or typing mistakes, and text or bytes that are no frame.
 *
 * @param write makes a frame of the protocol from a call
 * @param keys of a frame
 */
export function badFrame(write: (call: BadCall) => object, keys: string[]): fc.Arbitrary<string | Buffer> {
  const validFrame = badCall.map(write);
  const corruptKey = fc
    .record({ frame: validFrame, key: fc.constantFrom(...keys), value: invalidValue, around: unknownKeys })
    .chain(({ frame, key, value, around }) =>
      inMixedCase(key).map((spelling) => serialise({ ...around, ...frame, [spelling]: value })),
    );
  return fc.oneof(
    { weight: 4, arbitrary: validFrame.map(serialise) },
    { weight: 4, arbitrary: corruptKey },
    { weight: 4, arbitrary: mistyped(validFrame.map(serialise)) },
    { weight: 1, arbitrary: validFrame.map((frame) => serialise(serialise(frame))) },
    { weight: 1, arbitrary: anyInput.map(serialise) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)) },
  );
}
