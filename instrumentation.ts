import type { Instrumentation } from 'next';

/** Runs once before the server accepts requests. A server with wrong settings must not accept any. */
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

/** Logs errors that no other code handles. The digest is the correlation id that the error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { log } = await import('./server/log');
    const { countFailedPage } = await import('./server/metrics');
    countFailedPage();
    const correlationId = (error as { digest?: string }).digest;
    log().error({ correlationId, err: error, method: request.method, path: request.path }, 'a page failed');
  }
};
