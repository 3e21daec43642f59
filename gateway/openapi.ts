import type { z } from 'zod';
import { createDocument } from 'zod-openapi';
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

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

function build() {
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
        requestBody: { content: json(call.request) },
        responses: {
          200: { description: 'The reply.', content: json(call.reply) },
          ...Object.fromEntries(errors),
        },
      },
    },
  ]);
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Access Console gateway', version: '1', description: DESCRIPTION },
    security: [{ session: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'The sessionId that AuthenticateUser gave.' },
      },
    },
  });
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
