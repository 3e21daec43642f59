import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeSession, makeUser } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import type { Link } from './links';
import type { Random } from './random';

/** One request, asked under one id until there is an answer. */
export interface Asked {
  actorId: number;
  requestId: string;
  link: Link;
  direction: 'remove' | 'give';
  /** How often it was sent. */
  times: number;
  answer?: 'done' | 'refused';
}

export interface Client {
  /** Asks one request after the other until it is told to stop, and has the last answer or no hope of it. */
  work(isOver: () => boolean): Promise<void>;
  asked: Asked[];
}

/** A gateway that hangs is a failure, too. */
const PATIENCE_MS = 120_000;
/** No answer yet: time for the gateway to come back. */
const PAUSE_MS = 20;

/** What HTTP made of a call: `undefined` where nobody can say whether it was done. */
async function send(
  origin: string,
  { call, payload }: { call: string; payload: object },
  headers: Record<string, string>,
): Promise<Asked['answer']> {
  const request = { method: 'POST', headers, body: JSON.stringify(payload) };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(`${origin}/AP/${call}`, { ...request, signal }).catch(() => undefined);
  const content = await response?.json().catch(() => undefined);
  if (!response || content === undefined || response.status >= 500 || response.status === 429)
    return undefined;
  return response.ok ? 'done' : 'refused';
}

/**
 * Makes a SUPERUSER who removes links and gives them back over HTTP.
 *
 * @param options `origin` of the gateway that is running just now
 */
export async function makeClient(
  db: PrismaClient,
  options: { links: [Link, ...Link[]]; random: Random; origin: () => string },
): Promise<Client> {
  const { links, random, origin } = options;
  const { id: actorId } = await makeUser(db, { permissions: ['SUPERUSER'] });
  const { secret } = await makeSession(db, { userId: actorId, door: 'gateway' });
  const asked: Asked[] = [];

  async function ask(one: Asked): Promise<void> {
    const headers = { Authorization: `Bearer ${secret}`, 'Idempotency-Key': one.requestId };
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      one.times += 1;
      const answer = await send(origin(), one.link.calls[one.direction], headers);
      if (answer) {
        one.answer = answer;
        return;
      }
      await sleep(PAUSE_MS);
    }
  }

  return {
    asked,
    async work(isOver) {
      while (!isOver()) {
        const direction = random.oneOf(['remove', 'give'] as const);
        const one: Asked = {
          actorId,
          requestId: randomUUID(),
          link: random.oneOf(links),
          direction,
          times: 0,
        };
        asked.push(one);
        await ask(one);
        if (!one.answer) return;
      }
    },
  };
}
