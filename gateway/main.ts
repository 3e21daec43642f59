import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '@/env';
import { keepCheckpoints } from '@/server/checkpoints';
import { demandAuditKey } from '@/server/demand-audit-key';
import { demandEnvironment } from '@/server/demand-environment';
import { log } from '@/server/log';
import { surviveLostOutput } from '@/server/lost-output';
import { keepDoingRegularWork } from '@/server/regular-work';
import { openGateway } from './server';

// The gateway's process: `npm run gateway`, and a part of `npm start`.
surviveLostOutput();
demandEnvironment();
await demandAuditKey();

const endCheckpoints = keepCheckpoints();
const endRegularWork = keepDoingRegularWork();
const gateway = await openGateway({ host: env().HOST, port: env().GATEWAY_PORT });
log().debug({ host: env().HOST, port: gateway.port }, 'the gateway takes calls');

/** A disk that hangs must not keep the gateway from ending. */
const CHECKPOINT_MS = 500;

let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, async () => {
    if (isStopping) return;
    isStopping = true;
    log().info({ signal }, 'the gateway is stopping');
    endRegularWork();
    await gateway.close();
    await Promise.race([endCheckpoints(), sleep(CHECKPOINT_MS)]);
    // Connections of the pool would keep the process for a while; nothing is in flight on them any more.
    process.exit(0);
  });
}
