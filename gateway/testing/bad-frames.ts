import fc from 'fast-check';
import {
  absentValues,
  anyInput,
  inMixedCase,
  invalidValues,
  oddText,
  unknownKeys,
} from '@/domain/testing/malformed-input';

/** Ids and names of nobody and nothing, which a few slips of a pen do not turn into somebody's. */
const [ID, OTHER_ID, NAME] = [1_999_999_999, 1_888_888_888, 'nobody and nothing'];

/** Calls that change something, sound but for there being no such thing. */
const SOUND: Record<string, object> = {
  RemoveOperatorOMS: { OperatorId: ID, OMSId: OTHER_ID, IsDefault: true },
  RemoveUserAccount: { accountId: ID, accountHandle: NAME, userId: OTHER_ID, userName: NAME },
  RemoveUserRole: { companyName: NAME, roleName: 'CoAgent', userName: NAME },
  UpdateCompanyAddRoles: { companyName: NAME, roleNames: ['CoAgent'], userName: NAME },
  SetUserInfo: { userId: ID, emailVerified: false },
  AddUserPermission: { UserId: ID, Permission: 'Operator' },
  ForceUserLogoff: { username: NAME },
};

/** A call by its name, and a payload for it. */
interface BadCall {
  name: string;
  payload: unknown;
}

/** Small whole numbers are left out, since there may be somebody of that id. */
const hostile = fc
  .oneof(invalidValues.id, invalidValues.name, invalidValues.flag, oddText, absentValues, anyInput)
  .filter((value) => !(Number.isInteger(value) && Number(value) > 0 && Number(value) < 1_000_000));

const spoiltCall: fc.Arbitrary<BadCall> = fc.constantFrom(...Object.entries(SOUND)).chain(([name, sound]) =>
  fc.constantFrom(...Object.keys(sound)).chain((key) =>
    fc
      .record({ key: inMixedCase(key), value: hostile, around: unknownKeys })
      .map(({ key, value, around }) => {
        const others = Object.entries(sound).filter(([known]) => known.toLowerCase() !== key.toLowerCase());
        return { name, payload: { ...around, ...Object.fromEntries(others), [key]: value } };
      }),
  ),
);
const soundCall: fc.Arbitrary<BadCall> = fc
  .constantFrom(...Object.entries(SOUND))
  .map(([name, payload]) => ({ name, payload }));
const anyCall: fc.Arbitrary<BadCall> = fc.record({
  name: fc.oneof(oddText, fc.constantFrom(...Object.keys(SOUND), 'Ping')),
  payload: hostile,
});

/** A call in which something is wrong, or that nobody could make sense of; now and then a sound one. */
export const badCall: fc.Arbitrary<BadCall> = fc.oneof(
  { weight: 4, arbitrary: spoiltCall },
  { weight: 1, arbitrary: soundCall },
  { weight: 2, arbitrary: anyCall },
);

/** As JSON, as far as JSON has a word for it. */
export function serialise(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    return typeof value;
  }
}

const letter = fc.oneof(fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '0', '\0'), fc.string());

/**
 * Text with up to four slips: letters left out, added or exchanged, or the end cut off.
 *
 * @param text to be spoilt
 */
export const mistyped = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .record({
      text,
      slips: fc.array(fc.record({ at: fc.nat(), kind: fc.nat({ max: 6 }), letter }), { maxLength: 4 }),
    })
    .map((typed) =>
      typed.slips.reduce((written, { at, kind, letter }) => {
        const place = at % (written.length + 1);
        if (kind === 0) return written.slice(0, place);
        const isKept = kind > 3;
        return written.slice(0, place) + (kind > 1 ? letter : '') + written.slice(isKept ? place : place + 1);
      }, typed.text),
    );

/**
 * Frames of any kind: good ones with something spoilt in them, and what is none at all.
 *
 * @param write makes a frame of a call, as the protocol has it
 * @param keys of a frame
 */
export function badFrame(write: (call: BadCall) => object, keys: string[]): fc.Arbitrary<string | Buffer> {
  const good = badCall.map(write);
  const spoiltKey = fc
    .record({ frame: good, key: fc.constantFrom(...keys), value: hostile, around: unknownKeys })
    .chain(({ frame, key, value, around }) =>
      inMixedCase(key).map((spelt) => serialise({ ...around, ...frame, [spelt]: value })),
    );
  return fc.oneof(
    { weight: 4, arbitrary: good.map(serialise) },
    { weight: 4, arbitrary: spoiltKey },
    { weight: 4, arbitrary: mistyped(good.map(serialise)) },
    { weight: 1, arbitrary: good.map((frame) => serialise(serialise(frame))) },
    { weight: 1, arbitrary: anyInput.map(serialise) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)) },
  );
}
