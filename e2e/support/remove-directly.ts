import { type APIRequestContext, expect } from '@playwright/test';
import { confirmationFor, type DirectCall } from './direct-calls';
import { callAction } from './server-actions';

/** Removes something by the request that a browser would send, but without a page. */
export async function removeDirectly(
  caller: APIRequestContext,
  direct: DirectCall,
  request: Record<string, unknown>,
): Promise<void> {
  const confirmation = await confirmationFor(caller, direct, { request });
  const call = { page: direct.page, name: direct.name, args: [request, confirmation] };
  expect(await callAction(caller, call)).toMatchObject({ ok: true });
}
