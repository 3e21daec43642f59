import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { z } from 'zod';
import { root } from '@/scripts/paths';
import { testDistDir } from '@/scripts/testing/test-dist-dir';
import { setting } from '../fixtures';

const manifest = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string() })) });

/** Every server action of the build, by name, with the id that browsers use. */
export function readActionIds(): Record<string, string> {
  const file = path.join(root, testDistDir, 'server', 'server-reference-manifest.json');
  const { node } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.fromEntries(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]));
}

const result = z.union([
  z.object({ ok: z.literal(true), reply: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({
      result: z.literal(false),
      errorcode: z.number(),
      errormsg: z.string(),
      detail: z.string(),
    }),
  }),
]);

/** The headers by which the console's own pages name their origin. */
export const ownOrigin = (): Record<string, string> => ({
  Origin: setting('E2E_BASE_URL'),
  'Sec-Fetch-Site': 'same-origin',
});

interface Call {
  /** A page that offers the action. */
  page: string;
  name: string;
  args: unknown[];
  headers?: Record<string, string>;
}

/** Sends the POST request of a browser that calls a server action, without a page. */
export function postAction(
  caller: APIRequestContext,
  { page, name, args, headers = ownOrigin() }: Call,
): Promise<APIResponse> {
  const id = readActionIds()[name];
  if (!id) throw new Error(`The build has no server action ${name}.`);
  return caller.post(page, {
    headers: { 'Next-Action': id, 'Content-Type': 'text/plain;charset=UTF-8', ...headers },
    data: JSON.stringify(args),
    maxRedirects: 0,
  });
}

/** Calls a server action, and reads its result from the stream that React sends. */
export async function callAction(caller: APIRequestContext, call: Call): Promise<z.infer<typeof result>> {
  const response = await postAction(caller, call);
  const text = await response.text();
  const line = text.split('\n').find((candidate) => candidate.startsWith('1:{'));
  if (!line) throw new Error(`${call.name} returned nothing: ${response.status()} ${text.slice(0, 200)}`);
  return result.parse(JSON.parse(line.slice(2)));
}
