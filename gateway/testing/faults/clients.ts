import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import type { Link } from './links';
import type { Random } from './random';

/** A request, which is repeated under one id until it gets an answer. */
export interface SentRequest {
  actorId: number;
  requestId: string;
  link: Link;
  direction: 'remove' | 'add';
  /** How often it was sent. */
  times: number;
  answer?: 'done' | 'refused';
}

export interface Client {
  /**
   * Sends requests until `isOver`, then waits for the last answer. Stops early when an answer does not come.
   */
  work(isOver: () => boolean): Promise<void>;
  sent: SentRequest[];
}

/** How long to wait for an answer. A gateway that hangs is a failure, too. */
const MAX_WAIT_MS = 120_000;
/** Pause before a request is repeated. The gateway may be restarting. */
const PAUSE_MS = 20;

/** Sends a call. Returns `undefined` when the answer does not say whether it was done. */
async function send(
  origin: string,
  { call, payload }: { call: string; payload: object },
  headers: Record<string, string>,
): Promise<SentRequest['answer']> {
  const init = { method: 'POST', headers, body: JSON.stringify(payload) };
  const signal = AbortSignal.timeout(MAX_WAIT_MS);
  const response = await fetch(`${origin}/AP/${call}`, { ...init, signal }).catch(() => undefined);
  const content = await response?.json().catch(() => undefined);
  if (!response || content === undefined || response.status >= 500 || response.status === 429)
    return undefined;
  return response.ok ? 'done' : 'refused';
}

/**
 * Makes a SUPERUSER who removes links and adds them again over HTTP.
 *
 * @param options `origin` returns the address of the gateway that is running now
 */
export async function makeClient(
  db: PrismaClient,
  options: { links: [Link, ...Link[]]; random: Random; origin: () => string },
): Promise<Client> {
  const { links, random, origin } = options;
  const { id: actorId } = await create.user(db, { permissions: ['SUPERUSER'] });
  const { secret } = await create.session(db, { userId: actorId, door: 'gateway' });
  const sent: SentRequest[] = [];

  async function sendUntilAnswered(request: SentRequest): Promise<void> {
    const headers = { Authorization: `Bearer ${secret}`, 'Idempotency-Key': request.requestId };
    const deadline = Date.now() + MAX_WAIT_MS;
    while (Date.now() < deadline) {
      request.times += 1;
      const answer = await send(origin(), request.link.calls[request.direction], headers);
      if (answer) {
        request.answer = answer;
        return;
      }
      await sleep(PAUSE_MS);
    }
  }

  return {
    sent,
    async work(isOver) {
      while (!isOver()) {
        const direction = random.oneOf(['remove', 'add'] as const);
        const request: SentRequest = {
          actorId,
          requestId: randomUUID(),
          link: random.oneOf(links),
          direction,
          times: 0,
        };
        sent.push(request);
        await sendUntilAnswered(request);
        if (!request.answer) return;
      }
    },
  };
}
