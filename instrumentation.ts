import type { Instrumentation } from 'next';

/** Runs once before the server takes requests: one that is set up wrong must not take any. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { demandEnvironment } = await import('./server/demand-environment');
    const { surviveLostOutput } = await import('./server/lost-output');
    surviveLostOutput();
    demandEnvironment();
    const { demandAuditKey } = await import('./server/demand-audit-key');
    await demandAuditKey();
    const { watchRequests } = await import('./console/requests/incoming');
    watchRequests();
  }
}

/** An error that reached nobody else. Its digest is the correlation id that the error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { log } = await import('./server/log');
    const { countFailedPage } = await import('./server/metrics');
    countFailedPage();
    const correlationId = (error as { digest?: string }).digest;
    log().error({ correlationId, err: error, method: request.method, path: request.path }, 'a page failed');
  }
};
