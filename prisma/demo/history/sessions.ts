import type { Actor, Door } from '@/domain/call/actor';
import type { Tx } from '@/domain/call/transaction';
import { readSession } from '@/domain/sessions/read';
import { hashSecret } from '@/domain/sessions/secret';
import type { Random } from '../random';
import { randomUuid } from '../random';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Opened {
  id: string;
  actor: Actor;
  from: Date;
  to: Date;
}

interface Use {
  userId: number;
  door: Door;
  address: string | null;
  at: Date;
}

/** The sessions of the demo's history: one for each user, way in and day. */
export class PastSessions {
  readonly #opened = new Map<string, Opened>();

  constructor(
    readonly tx: Tx,
    readonly random: Random,
  ) {}

  /** The user as an actor, in their session of that day, which the first call opens. */
  async actor(use: Use): Promise<Actor> {
    const key = `${use.userId} ${use.door} ${use.at.toISOString().slice(0, 10)}`;
    const opened = this.#opened.get(key) ?? (await this.#open(use));
    this.#opened.set(key, opened);
    opened.to = use.at;
    return opened.actor;
  }

  async #open({ userId, door, address, at }: Use): Promise<Opened> {
    const [id, secret] = [randomUuid(this.random), randomUuid(this.random)];
    const from = new Date(at.getTime() - this.random.whole(60, 900) * 1000);
    // The session must be open while the operation runs. `end` sets its real times.
    const expiresAt = new Date(Date.now() + 12 * HOUR_MS);
    await this.tx.session.create({
      data: { id, secretHash: hashSecret(secret), userId, door, address, expiresAt },
    });
    const session = await readSession(secret, door);
    if (!session) throw new Error(`User ${userId} has no session in the demo’s history.`);
    return { id, actor: session.actor, from, to: at };
  }

  /** Gives every session the times that it had in the past. All of them have ended. */
  async end(): Promise<void> {
    const all = [...this.#opened.values()];
    const times = (timeOf: (opened: Opened) => Date) => all.map((opened) => timeOf(opened).toISOString());
    await this.tx.$executeRaw`
      UPDATE sessions SET created_at = past.start, last_seen_at = past.stop, ended_at = past.stop,
        expires_at = past.start + interval '12 hours'
      FROM unnest(${all.map(({ id }) => id)}::uuid[], ${times(({ from }) => from)}::timestamptz[],
                  ${times(({ to }) => to)}::timestamptz[]) AS past (id, start, stop)
      WHERE sessions.id = past.id`;
  }
}
