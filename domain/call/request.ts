import { z } from 'zod';
import { Refusal } from './errors';

/** The largest value of the database's integer, and so of an id. */
export const MAX_ID = 2_147_483_647;
export const MAX_NAME_LENGTH = 200;

/** Limits the number of characters as PostgreSQL counts them: JavaScript counts some as two. */
const hasAtMost = (most: number) => (text: string) =>
  text.length <= most || (text.length <= 2 * most && [...text].length <= most);

/**
 * Text of a bounded length in characters that PostgreSQL stores unchanged: no NUL, and no half of a surrogate
 * pair, which would be stored as another character.
 */
export function plainText(least: number, most: number) {
  return z
    .string({ error: givenOr('a string') })
    .min(least, least === 1 ? 'must not be empty' : `must have at least ${least} characters`)
    .refine(hasAtMost(most), `must have at most ${most} characters`)
    .refine((text) => !text.includes('\0'), 'must not contain a NUL character')
    .refine((text) => !/\p{Surrogate}/u.test(text), 'must not contain half a character')
    .meta({ maxLength: most });
}

/** In every documented call 0, an empty name, null and an absent key all mean "not given". */
const unlessGiven = (value: unknown) => (value === 0 || value === '' || value === null ? undefined : value);

export const idSchema = z
  .int({ error: (issue) => (issue.input === undefined ? 'is not given' : 'must be an integer') })
  .min(1, 'must be a positive integer')
  .max(MAX_ID, `must be at most ${MAX_ID}`);

/** An id in a list's filter, which arrives as text in a URL. */
export const idFilter = z.coerce.number({ error: 'must be an integer' }).pipe(idSchema).optional();

/** A list's filter that is either set or not. */
export const yesFilter = z.literal('yes', { error: 'must be yes' }).optional();

/**
 * Fields of a documented request. The refusal names a required field that is not given. `meta` is for the
 * OpenAPI document, which describes what a client may send.
 */
export const field = {
  id: () => z.preprocess(unlessGiven, idSchema),
  optionalId: () => z.preprocess(unlessGiven, idSchema.optional()).meta({ minimum: 0 }),
  name: (meta: { examples?: string[] } = {}) =>
    z.preprocess(unlessGiven, plainText(1, MAX_NAME_LENGTH).meta(meta)),
  optionalName: (most = MAX_NAME_LENGTH) =>
    z.preprocess(unlessGiven, plainText(1, most).optional()).meta({ minLength: 0 }),
  flag: () => z.preprocess((value) => value ?? undefined, z.boolean({ error: givenOr('true or false') })),
  optionalFlag: () =>
    z.preprocess((value) => value ?? undefined, z.boolean({ error: 'must be true or false' }).optional()),
};

function givenOr(wanted: string) {
  return (issue: { input?: unknown }) => (issue.input === undefined ? 'is not given' : `must be ${wanted}`);
}

const anyObject = z.record(z.string(), z.unknown());

/**
 * Schema of a documented request object. Like the exchange, it accepts keys in any case and ignores unknown
 * keys. It refuses two keys that differ only in case, since either could be meant.
 */
export function documentedRequest<Shape extends z.ZodRawShape>(shape: Shape) {
  const spelling = new Map(Object.keys(shape).map((key) => [key.toLowerCase(), key]));
  const readKeys = (given: unknown, context: z.RefinementCtx) => {
    if (!anyObject.safeParse(given).success) return undefined;
    const read: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(given as object)) {
      const known = spelling.get(key.toLowerCase());
      if (known === undefined) continue;
      if (known in read)
        context.addIssue({ code: 'custom', path: [known], message: 'is given twice, in different case' });
      read[known] = value;
    }
    return read;
  };
  return z.preprocess(readKeys, z.object(shape, { error: 'must be an object' }));
}

/**
 * Parses a request and returns a refusal instead of throwing it.
 *
 * @returns the parsed request, or a refusal 100 that names every wrong field and what is wrong with it
 */
export function tryRequest<Request>(
  schema: z.ZodType<Request>,
  input: unknown,
): { request: Request; problem?: never } | { request?: never; problem: Refusal } {
  const result = schema.safeParse(input);
  if (result.success) return { request: result.data };
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'The request'} ${issue.message}`,
  );
  return { problem: new Refusal('invalid_request', `${[...new Set(problems)].join('; ')}.`) };
}

/**
 * Parses a request.
 *
 * @throws Refusal 100, see tryRequest
 */
export function parseRequest<Request>(schema: z.ZodType<Request>, input: unknown): Request {
  const { request, problem } = tryRequest(schema, input);
  if (problem) throw problem;
  return request;
}
