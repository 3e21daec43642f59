import type { z } from 'zod';
import type { Actor, CallContext } from './actor';
import { demandRight } from './authorize';
import type { Permission } from './permissions';
import { parseRequest } from './request';
import { translateError } from './transaction';

/**
 * A call for the console and the gateway alike. It authorizes and parses by itself, so that neither can
 * forget to.
 */
export interface Operation<Reply, Context extends CallContext = CallContext> {
  call: string;
  kind: 'query' | 'mutation';
  /** The schema that `run` parses a request with, and that the API reference is generated from. */
  request: z.ZodType;
  /** The row of the permission table that the actor needs. */
  permission: Permission;
  /**
   * @param actor null without an open session
   * @param request unchecked
   * @throws Refusal when the request is not allowed, is malformed, breaks a rule, or its target does not
   *   exist
   * @throws ServerFault on an unexpected failure
   */
  run(actor: Actor | null, request: unknown, context: Context): Promise<Reply>;
}

export type Query<Reply> = Operation<Reply>;

/**
 * Defines an operation that only reads: authorize → parse → run.
 *
 * @param definition its `run` must limit what it returns to what the actor may see
 */
export function defineQuery<Request, Reply>(definition: {
  call: string;
  permission: Permission;
  request: z.ZodType<Request>;
  run: (actor: Actor, request: Request, context: CallContext) => Promise<Reply>;
}): Query<Reply> {
  const { call, permission } = definition;
  return {
    call,
    kind: 'query',
    permission,
    request: definition.request,
    async run(actor, input, context) {
      demandRight(actor, { call, permission });
      const request = parseRequest(definition.request, input);
      try {
        return await definition.run(actor, request, context);
      } catch (error) {
        throw translateError(error);
      }
    },
  };
}
