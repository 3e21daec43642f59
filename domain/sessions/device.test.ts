import { describe, expect, it } from 'vitest';
import { deviceOf } from './device';

const MOZILLA = 'Mozilla/5.0';
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('deviceOf', () => {
  it.each([
    [`${MOZILLA} (X11; Linux x86_64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, 'Chrome 142 on Linux'],
    [`${MOZILLA} (X11; Linux x86_64) ${WEBKIT} Chromium/142.1.2 Safari/537.36`, 'Chromium 142 on Linux'],
    [
      `${MOZILLA} (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0`,
      'Firefox 144 on Windows',
    ],
    [
      `${MOZILLA} (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1`,
      'Safari 17 on iOS',
    ],
    [
      `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
      'Microsoft Edge 142 on Windows',
    ],
    [`${MOZILLA} (X11; Linux x86_64)`, 'Unknown browser on Linux'],
    ['access-console/0.1.0', 'access-console/0.1.0'],
    ['access-console', 'access-console'],
    ['Python/3.11 aiohttp/3.9', 'Python/3.11'],
    ['Java/17.0.1 (a comment)', 'Java/17.0.1'],
  ])('describes the user agent %s as %s', (userAgent, description) => {
    expect(deviceOf(userAgent)).toBe(description);
  });

  it.each([null, '', '   ', MOZILLA, '<script>alert(1)</script>', '\u202Egnirts', '"; DROP TABLE'])(
    'returns "Unknown device" for a user agent that names no program: %j',
    (userAgent) => {
      expect(deviceOf(userAgent)).toBe('Unknown device');
    },
  );

  it.each([
    `Chrome/${'9'.repeat(500)}`,
    'x'.repeat(500),
    `${MOZILLA} Chrome/${'9'.repeat(400)} (X11; Linux)`,
  ])('never returns a long text: user agent %#', (userAgent) => {
    expect(deviceOf(userAgent).length).toBeLessThan(80);
  });
});
