import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../call/actor';
import { getCompany } from '../companies/get';
import { getOverview } from '../overview/get';
import { FINDINGS, type Finding } from '../overview/types';
import { lists } from '../registry';
import { contextOf, newActor } from '../testing/actors';
import { anyInput, invalidValues, loneSurrogate, oddText, withRare } from '../testing/malformed-input';
import { outcomeOf } from '../testing/outcome';
import { makeRemovalScene } from '../testing/scene';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const BATCHES = 50;
const BATCH = 20;
const RUNS = BATCHES * BATCH;

type ListName = keyof typeof lists;

/** The sort orders of each list, and how many sort keys each has. */
const ORDERS: Record<ListName, Record<string, number>> = {
  operators: { operator: 3, oms: 2 },
  'account-links': { user: 2, account: 2 },
  'company-roles': { company: 2, user: 2 },
  audit: { time: 1 },
  companies: { name: 1 },
  omses: { name: 1 },
  people: { name: 1 },
  users: { name: 1 },
  accounts: { name: 1 },
  'operator-people': { name: 2 },
  ...(Object.fromEntries(FINDINGS.map((finding) => [finding, { name: 1 }])) as Record<Finding, { name: 1 }>),
};
const NAMES = Object.keys(ORDERS) as ListName[];

let actor: Actor;

beforeAll(async () => {
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
  await makeRemovalScene();
});

const read = (name: ListName, request: unknown) =>
  outcomeOf<unknown>(lists[name].run(actor, request, contextOf()));

const inBatches = (input: fc.Arbitrary<unknown>) => fc.array(input, { minLength: BATCH, maxLength: BATCH });

/** A forged cursor with the right form (or nearly so) for a sort order, and with arbitrary values. */
function forgedCursor(order: string, keys: number): fc.Arbitrary<string> {
  const numbers = fc.constantFrom('0', '7', '2147483647');
  const odd = fc.oneof(
    fc.constantFrom('-1', '2147483648', '9'.repeat(18), '9'.repeat(40), '1e9', ' 1', '0x1', '١'),
    oddText,
    loneSurrogate,
    fc.constantFrom('a\0b', 'x'.repeat(401)),
  );
  const values = withRare(
    fc.array(fc.oneof(numbers, odd), { minLength: keys, maxLength: keys }),
    fc.array(fc.jsonValue(), { maxLength: 5 }),
  );
  return fc
    .tuple(withRare(fc.constant(order), oddText), withRare(fc.boolean(), fc.jsonValue()), values)
    .map((place) => Buffer.from(JSON.stringify(place)).toString('base64url'));
}

const oddFilters = fc.record({
  oms: invalidValues.id,
  company: invalidValues.id,
  account: invalidValues.id,
  role: oddText,
  isOnly: oddText,
  isDefault: oddText,
  signIn: oddText,
});
const oddSearch = fc.oneof(loneSurrogate, fc.constantFrom('a\0b', 'x'.repeat(101)), invalidValues.id);

const invalidRequest = (name: ListName) =>
  fc
    .tuple(fc.constantFrom(...Object.entries(ORDERS[name])), fc.constantFrom('asc', 'desc'))
    .chain(([[sort, keys], direction]) =>
      fc.record(
        {
          sort: withRare(fc.constant(sort), oddText),
          direction: withRare(fc.constant(direction), fc.anything()),
          size: withRare(fc.constantFrom(25, '50'), invalidValues.id),
          search: withRare(fc.oneof(oddText, fc.constantFrom('%', '_', '\\', '\\\\%')), oddSearch),
          cursor: withRare(forgedCursor(`${sort} ${direction}`, keys), oddText),
          filters: withRare(fc.constant({}), oddFilters),
        },
        { requiredKeys: ['filters', 'sort', 'direction'] },
      ),
    );

describe.each(NAMES)('the list %s', (name) => {
  it(`answers ${RUNS} hostile and ${RUNS} arbitrary requests with a page or code 100`, async () => {
    const [state, entries] = [await readState(), await readEntries()];
    const counts = { pages: 0, refusals: 0 };
    const property = (input: fc.Arbitrary<unknown>) =>
      fc.asyncProperty(inBatches(input), async (requests) => {
        const codes = await Promise.all(requests.map(async (request) => (await read(name, request)).code));
        for (const code of codes) expect([0, 100]).toContain(code);
        counts.pages += codes.filter((code) => code === 0).length;
        counts.refusals += codes.filter((code) => code === 100).length;
      });
    await fc.assert(property(invalidRequest(name)), { numRuns: BATCHES });
    await fc.assert(property(anyInput), { numRuns: BATCHES });
    expect(Math.min(counts.pages, counts.refusals), 'some were answered and some refused').toBeGreaterThan(
      100,
    );
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await readEntries()).toEqual(entries);
  });

  it.each<[string, string, object]>([
    ['search', 'with a NUL', { search: 'a\0b' }],
    ['search', 'that is too long', { search: 'x'.repeat(101) }],
    ['size', 'that is not offered', { size: 10 }],
    ['size', 'that is too large', { size: 1_000_000 }],
    ['sort', 'that is an inherited property', { sort: '__proto__' }],
    ['direction', 'that does not exist', { direction: 'sideways' }],
    ['cursor', 'that the list did not issue', { cursor: 'not one of ours' }],
    ['cursor', 'that is too long', { cursor: 'x'.repeat(2_001) }],
  ])('refuses a %s %s with code 100, and names the field', async (field, _, request) => {
    const detail = expect.stringContaining(field);
    expect(await read(name, { filters: {}, ...request })).toMatchObject({ code: 100, detail });
  });
});

describe('a query for one thing', () => {
  it.each<[string, number, (request: unknown) => Promise<unknown>]>([
    ['the overview', 0, (request) => getOverview.run(actor, request, contextOf())],
    ['a company', 104, (request) => getCompany.run(actor, request, contextOf())],
  ])(`answers ${RUNS} arbitrary requests for %s with code %i or 100`, async (_, code, run) => {
    const requests = inBatches(fc.oneof(anyInput, fc.record({ companyId: invalidValues.id })));
    await fc.assert(
      fc.asyncProperty(requests, async (batch) => {
        const outcomes = await Promise.all(batch.map((request) => outcomeOf(run(request))));
        for (const outcome of outcomes) expect([code, 100]).toContain(outcome.code);
      }),
      { numRuns: BATCHES },
    );
  });
});
