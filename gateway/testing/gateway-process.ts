import { onTestFinished } from 'vitest';
import { type GatewayProcess, startGatewayProcess } from './start-gateway-process';

/**
 * Starts a gateway on the test file's database, in a process of its own. It is stopped when the test ends.
 *
 * @param settings override those of the tests
 * @param output an open file for its output, instead of `log`
 * @throws Error with its output, when it ends before it accepts calls
 */
export async function openGatewayProcess(
  settings: Record<string, string> = {},
  output: number | 'pipe' = 'pipe',
): Promise<GatewayProcess> {
  const gateway = await startGatewayProcess(settings, output);
  onTestFinished(() => gateway.server.stop());
  return gateway;
}
