import { z } from 'zod';
import { calls } from './calls';
import * as replies from './replies';

/** When each status other than 200 is sent. docs/contract.md lists the codes. */
const ERRORS: Record<string, string> = {
  400: 'Code 100: the request is malformed.',
  401: 'Code 20: there is no live session.',
  403: 'Code 20: the right is missing.',
  404: 'Code 104: there is no such thing, or it has gone already. Code 106: there is no such call.',
  409: 'Code 101: a rule forbids it, or the state is not what the request claims.',
  413: 'Code 100: the body is too large.',
  429: 'Code 101: too many calls. Retry-After says when to try again.',
  500: 'Code 102: our fault.',
  503: 'Code 102: the database is away, or the gateway is stopping.',
};

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  required?: string[];
  [keyword: string]: unknown;
}

/** Writes a schema, and moves its named parts to the document's components. */
function toJsonSchema(schema: z.ZodType, components: Record<string, JsonSchema>): JsonSchema {
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'output',
    unrepresentable: 'any',
  }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  for (const [name, { id: _id, ...part }] of Object.entries($defs)) components[name] = part;
  const text = JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text);
}

/** A request as clients may write it: unknown keys are allowed, and an optional key may be 0 or empty. */
function asClientsWriteIt({ additionalProperties: _, properties = {}, ...request }: JsonSchema): JsonSchema {
  const entries = Object.entries(properties).map(([name, property]) => {
    if (request.required?.includes(name)) return [name, property];
    const { minLength: _shortest, minimum, ...rest } = property;
    return [name, minimum === undefined ? rest : { ...rest, minimum: 0 }];
  });
  return { ...request, properties: Object.fromEntries(entries) };
}

function build() {
  const schemas: Record<string, JsonSchema> = {};
  const inJson = (schema: JsonSchema) => ({ 'application/json': { schema } });
  const json = (schema: z.ZodType) => inJson(toJsonSchema(schema, schemas));
  const errors = Object.entries(ERRORS).map(([status, description]) => [
    status,
    { description, content: json(replies.standard) },
  ]);
  const paths = Object.entries(calls).map(([name, call]) => [
    `/AP/${name}`,
    {
      post: {
        operationId: name,
        summary: call.summary,
        ...(call.isPublic && { security: [] }),
        ...(call.isAlias && { deprecated: true }),
        requestBody: { content: inJson(asClientsWriteIt(toJsonSchema(call.request, schemas))) },
        responses: {
          200: { description: 'The reply.', content: json(call.reply) },
          ...Object.fromEntries(errors),
        },
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Access Console gateway', version: '1', description: DESCRIPTION },
    security: [{ session: [] }],
    paths: Object.fromEntries(paths),
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'The sessionId that AuthenticateUser gave.' },
      },
    },
  };
}

const DESCRIPTION =
  "The exchange's documented calls, one path each. Keys are read in any case; 0, an empty name, null and an absent " +
  'key mean "not given". The session may be in the body as sessionId instead. Idempotency-Key names a request: ' +
  'sent again by the same user, it is answered as it was and done once.';

let built: ReturnType<typeof build> | undefined;

/** The OpenAPI 3.1 document of the calls over HTTP, made from the schemas that validate them. */
export function openApi() {
  built ??= build();
  return built;
}
