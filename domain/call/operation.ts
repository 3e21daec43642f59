import type { z } from 'zod';
import type { Actor, CallContext } from './actor';
import { demandRight } from './authorize';
import type { Permission } from './permissions';
import { parseRequest } from './request';
import { translateError } from './transaction';

/** One signature for every door. It authorizes and parses by itself, so that no door can forget to. */
export interface Operation<Reply, Context extends CallContext = CallContext> {
  call: string;
  kind: 'query' | 'mutation';
  /** What a request looks like: what `run` parses it with, and what the papers are made from. */
  request: z.ZodType;
  /** The row of the permission table that it demands. */
  permission: Permission;
  /**
   * @param actor who calls, or null without a live session
   * @param request what came in, unchecked
   * @param context how it came in
   * @throws Refusal when it is not allowed, malformed, forbidden by a rule, or about nothing
   * @throws ServerFault when something broke
   */
  run(actor: Actor | null, request: unknown, context: Context): Promise<Reply>;
}

export type Query<Reply> = Operation<Reply>;

/**
 * An operation that only reads: authorize → parse → run.
 *
 * @param definition its name, the right it needs, what a request looks like, and the reading itself, which
 *   scopes what it returns to the actor
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
