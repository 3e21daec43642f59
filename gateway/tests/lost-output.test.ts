import { openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { openGatewayProcess } from '../testing/gateway-process';
import { post } from '../testing/raw';

setUpTestDatabase();

describe('a gateway whose output can’t be written', () => {
  it('still answers calls, and stops with exit code 0', async () => {
    const { origin, server } = await openGatewayProcess({}, openSync('/dev/full', 'w'));
    for (let count = 0; count < 50; count += 1) {
      // Each call writes a line to the log.
      expect(await post(origin, 'GetUsers')).toMatchObject({ status: 401 });
    }
    expect(await post(origin, 'Ping')).toMatchObject({ status: 200, content: { msg: 'PONG' } });
    await server.stop();
    expect(await server.ended).toBe('exit code 0');
  });
});
