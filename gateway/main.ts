import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '@/env';
import { keepCheckpoints } from '@/server/checkpoints';
import { demandAuditKey } from '@/server/demand-audit-key';
import { demandEnvironment } from '@/server/demand-environment';
import { log } from '@/server/log';
import { surviveLostOutput } from '@/server/lost-output';
import { keepDoingRegularWork } from '@/server/regular-work';
import { openGateway } from './server';

// The gateway's process. `npm run gateway` and `npm start` start it.
surviveLostOutput();
demandEnvironment();
await demandAuditKey();

const endCheckpoints = keepCheckpoints();
const endRegularWork = keepDoingRegularWork();
const gateway = await openGateway({ host: env().HOST, port: env().GATEWAY_PORT });
log().debug({ host: env().HOST, port: gateway.port }, 'the gateway takes calls');

/** How long the last checkpoint may take: a disk that hangs must not keep the process alive. */
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
    // The pool's idle connections would keep the process alive for a while.
    process.exit(0);
  });
}
