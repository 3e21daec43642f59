import type { Instrumentation } from 'next';

/** Runs once before the server takes requests: one that is set up wrong must not take any. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { demandEnvironment } = await import('./doors/demand-environment');
    const { surviveLostOutput } = await import('./doors/lost-output');
    surviveLostOutput();
    demandEnvironment();
    const { demandAuditKey } = await import('./doors/demand-audit-key');
    await demandAuditKey();
    const { watchRequests } = await import('./actions/incoming');
    watchRequests();
  }
}

/** An error that reached nobody else. Its digest is the correlation id that the error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { log } = await import('./doors/log');
    const { countFailedPage } = await import('./doors/metrics');
    countFailedPage();
    const correlationId = (error as { digest?: string }).digest;
    log().error({ correlationId, err: error, method: request.method, path: request.path }, 'a page failed');
  }
};
