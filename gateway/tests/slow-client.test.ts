import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { type Gateway, openGateway } from '../server';
import { setUpGateway } from '../testing/gateway';
import { makePerson, PASSWORD } from '../testing/people';
import { closing, openRaw, type RawSocket } from '../testing/raw';

const MEBIBYTE = 2 ** 20;
const gateway = setUpGateway({ bufferedBytes: 2 * MEBIBYTE, stallMs: 2_000, callsInFlight: 100_000 });

const HEARTBEAT_MS = 30_000;
let pingingGateway: Gateway;
beforeAll(async () => {
  // The test controls the ping interval, so that no client is dropped for a late answer.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  pingingGateway = await openGateway({ host: '127.0.0.1', port: 0, limits: { heartbeatMs: HEARTBEAT_MS } });
});
afterAll(async () => {
  await pingingGateway?.close();
  vi.useRealTimers();
});

const PING = { m: 0, i: 2, n: 'Ping', o: '{}' };

/** Signs in a user who can see a company whose reply has some hundred kilobytes. */
async function openPlatformAdmin(): Promise<RawSocket> {
  const { userName: UserName } = await makePerson({ permissions: ['PlatformAdmin'] });
  const raw = await openRaw(gateway.origin, '/WSGateway/');
  await raw.ask({ m: 0, i: 0, n: 'AuthenticateUser', o: { UserName, Password: PASSWORD } });
  return raw;
}

async function makeLargeCompany(members: number): Promise<void> {
  const { id } = await create.company(database());
  await database().$executeRaw`
    WITH added AS (
      INSERT INTO users (user_name, email)
      SELECT 'member-' || gen_random_uuid(), 'member@example.com' FROM generate_series(1, ${members}::int) RETURNING id)
    INSERT INTO company_roles (company_id, user_id, role) SELECT ${id}::int, id, 'CoAgent' FROM added`;
}

describe('a client that does not read', () => {
  it('is dropped once too much waits for it, while a client that reads gets everything', async () => {
    await makeLargeCompany(5_000);
    const calls = 60;
    const [reading, silent] = [await openPlatformAdmin(), await openPlatformAdmin()];
    const closed = closing(silent.socket);
    silent.socket.pause();
    for (let i = 1; i <= calls; i += 1) silent.send({ m: 0, i, n: 'GetCompanies', o: '{}' });
    let bytes = 0;
    for (let i = 1; i <= calls; i += 1) {
      const { o } = await reading.ask({ m: 0, i, n: 'GetCompanies', o: '{}' });
      bytes += JSON.stringify(o).length;
    }
    // More than the kernel buffers between two programs.
    expect(bytes).toBeGreaterThan(20 * MEBIBYTE);
    // The client notices when it writes or reads again.
    await vi.waitFor(() => {
      if (silent.socket.readyState !== silent.socket.OPEN) return;
      silent.send(PING);
      throw new Error('The client is still connected.');
    }, UNLESS_HUNG);
    silent.socket.resume();
    expect(await closed).toBe(1006);
    expect(await reading.ask(PING)).toMatchObject({ m: 1, o: { msg: 'PONG' } });
    reading.socket.close();
  });
});

describe('a client that does not answer pings', () => {
  it.each(['/WSGateway/', '/APAD/'] as const)(
    'is dropped on %s, while clients that answer or make calls stay',
    async (path) => {
      const origin = `http://127.0.0.1:${pingingGateway.port}`;
      const mute = await openRaw(origin, path, { autoPong: false });
      const alive = await openRaw(origin, path);
      const busy = await openRaw(origin, path, { autoPong: false });
      /** Frames keep their order: once this ping is answered, all earlier frames have arrived. */
      const untilArrived = async ({ socket }: RawSocket) => {
        const answered = once(socket, 'pong');
        socket.ping();
        await answered;
      };
      const beat = async () => {
        const pinged = once(alive.socket, 'ping');
        vi.advanceTimersByTime(HEARTBEAT_MS);
        await pinged;
        await untilArrived(alive);
        await busy.ask(PING);
      };
      await beat();
      await untilArrived(mute);
      const closed = closing(mute.socket);
      await beat();
      expect(await closed).toBe(1006);
      for (let nth = 0; nth < 4; nth += 1) await beat();
      for (const { socket } of [alive, busy]) socket.close();
    },
  );
});
