import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeRemovalScene } from '@/domain/testing/scene';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { calls } from '../calls';
import { CALL_CASES, makeCallScene } from '../testing/call-cases';
import { setUpGateway } from '../testing/gateway';
import { makePerson } from '../testing/people';
import { post } from '../testing/raw';

const gateway = setUpGateway();

interface Document {
  openapi: string;
  security: unknown;
  paths: Record<string, Record<string, { operationId: string; summary: string; security?: unknown }>>;
}
type Name = keyof typeof calls;
const NAMES = Object.keys(calls) as Name[];

let document: Document;
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  formats: { uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ },
});

beforeAll(async () => {
  document = await (await fetch(`${gateway.origin}/AP/openapi.json`)).json();
  ajv.addSchema(document, 'gateway');
});

/** The errors that the document's schema finds in a value. */
function problemsOf(name: Name, part: 'request' | number, value: unknown) {
  const place = part === 'request' ? 'requestBody' : `responses/${part}`;
  const pointer = `gateway#/paths/~1AP~1${name}/post/${place}/content/application~1json/schema`;
  const validate = ajv.getSchema(pointer);
  if (!validate) throw new Error(`The document has nothing at ${pointer}.`);
  validate(value);
  return validate.errors ?? [];
}

async function openSession(permissions: ('Operator' | 'SUPERUSER')[]): Promise<Record<string, string>> {
  const { id: userId } = await makePerson({ permissions });
  const { secret } = await create.session(database(), { userId, door: 'gateway' });
  return { Authorization: `Bearer ${secret}` };
}

describe('the document at /AP/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const specification = structuredClone(document) as unknown as Record<string, unknown>;
    expect(await new Validator().validate(specification)).toEqual({ valid: true });
  });

  it('lists exactly the calls of the gateway, and says which need a session', () => {
    expect(Object.keys(document.paths).sort()).toEqual(NAMES.map((name) => `/AP/${name}`).sort());
    expect(document.security).toEqual([{ session: [] }]);
    for (const name of NAMES) {
      const { post: operation, ...others } = document.paths[`/AP/${name}`] ?? {};
      expect(others).toEqual({});
      expect(operation).toMatchObject({ operationId: name, summary: calls[name].summary });
      expect(operation?.security).toEqual(calls[name].isPublic ? [] : undefined);
    }
    const open = NAMES.filter((name) => calls[name].isPublic);
    expect(open.sort()).toEqual(['AuthenticateUser', 'LogOut', 'Ping']);
  });

  it.each(NAMES)('describes the request of %s', async (name) => {
    const payload = CALL_CASES[name].payload(await makeCallScene());
    expect(problemsOf(name, 'request', payload)).toEqual([]);
    expect(problemsOf(name, 'request', [payload])).not.toEqual([]);
  });

  it.each(NAMES)('describes the reply of %s', async (name) => {
    const payload = CALL_CASES[name].payload(await makeCallScene());
    const { status, content } = await post(gateway.origin, name, payload, await openSession(['SUPERUSER']));
    expect(status).toBe(200);
    expect(problemsOf(name, 200, content)).toEqual([]);
    // The schema refuses an extra key, or another type of reply.
    expect(problemsOf(name, 200, { ...content, secret: 1 })).not.toEqual([]);
    expect(problemsOf(name, 200, 'done')).not.toEqual([]);
  });

  it.each(NAMES)('describes the errors of %s', async (name) => {
    const plain = await openSession([]);
    const errors = [
      await post(gateway.origin, name, '{'),
      await post(gateway.origin, name, '{}'.padEnd(2 ** 20 + 1)),
      await post(gateway.origin, name, { sessionId: 'x' }, plain),
      ...(calls[name].isPublic ? [] : [await post(gateway.origin, name)]),
      ...(calls[name].isPublic || name === 'GetUserFromSession'
        ? []
        : [await post(gateway.origin, name, CALL_CASES[name].payload(await makeCallScene()), plain)]),
    ];
    for (const { status, content } of errors) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(problemsOf(name, status, content)).toEqual([]);
      expect(problemsOf(name, status, { ...content, stack: 'x' })).not.toEqual([]);
    }
  });

  it('describes the errors of a removal that is refused', async () => {
    const { requests, operator } = await makeRemovalScene();
    const session = await openSession(['Operator']);
    const request = { OperatorId: operator.id, OMSId: requests.RemoveOperatorOMS.OMSId };
    for (const [payload, expected] of [
      [{ ...request, IsDefault: false }, 409],
      [{ ...request, OMSId: 2_000_000_000 }, 404],
      [{ ...request, OMSId: '2' }, 400],
    ] as const) {
      const { status, content } = await post(gateway.origin, 'RemoveOperatorOMS', payload, session);
      expect(status).toBe(expected);
      expect(problemsOf('RemoveOperatorOMS', status, content)).toEqual([]);
    }
  });

  // The samples of the documents.
  it.each<[Name, object]>([
    ['RemoveOperatorOMS', { OperatorId: 1, OMSId: 1, IsDefault: true }],
    ['RemoveUserAccount', { accountId: 0, accountHandle: '', userId: 0, userName: '' }],
    [
      'RemoveUserRole',
      {
        sessionId: '9f7d3a52-6b0c-4c38-8b2a-3f6d0a1e5c47',
        companyName: 'Windmill Farm, Inc.',
        roleName: 'CoShareholder',
        userName: 'jdoaks',
      },
    ],
  ])('accepts the documented sample request of %s, and refuses keys of another type', (name, sample) => {
    expect(problemsOf(name, 'request', sample)).toEqual([]);
    for (const key of Object.keys(sample).filter((known) => known !== 'sessionId')) {
      expect(problemsOf(name, 'request', { ...sample, [key]: [] }), key).not.toEqual([]);
    }
  });
});
