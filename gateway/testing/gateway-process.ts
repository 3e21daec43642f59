import { onTestFinished } from 'vitest';
import { type GatewayProcess, startGatewayProcess } from './start-gateway-process';

/**
 * Starts a gateway on the test file's database, in a process of its own. It is stopped with the test.
 *
 * @param settings that differ from the tests' own
 * @param output where its words go instead of `log`: an open file
 * @throws Error with all that it said, when it ends before it takes calls
 */
export async function openGatewayProcess(
  settings: Record<string, string> = {},
  output: number | 'pipe' = 'pipe',
): Promise<GatewayProcess> {
  const gateway = await startGatewayProcess(settings, output);
  onTestFinished(() => gateway.server.stop());
  return gateway;
}
