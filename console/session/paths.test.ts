import { describe, expect, it } from 'vitest';
import { cookieName, returnPath, signInPath } from './paths';

describe('the path after signing in', () => {
  it.each([
    ['/operators', '/operators'],
    ['/operators?sort=oms&search=a%20b', '/operators?sort=oms&search=a%20b'],
    ['/companies/1#members', '/companies/1#members'],
    ['/./audit', '/audit'],
  ])('for %s is %s', (from, to) => {
    expect(returnPath(from)).toBe(to);
  });

  it.each([
    undefined,
    '',
    'operators',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/./\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-in?from=/sign-in',
  ])('for %s is the overview', (from) => {
    expect(returnPath(from)).toBe('/');
  });

  it('is kept in the query of the sign-in page', () => {
    expect(signInPath('/operators?sort=oms')).toBe('/sign-in?from=%2Foperators%3Fsort%3Doms');
    expect(signInPath('/')).toBe('/sign-in');
  });
});

describe('the name of a cookie', () => {
  it.each([
    ['http://localhost:3300', 'access-console-3300.session'],
    ['http://localhost:3310', 'access-console-3310.session'],
    ['https://console.test', 'access-console.session'],
    ['https://console.test:8443', 'access-console-8443.session'],
  ])('at %s is %s', (origin, name) => {
    expect(cookieName('session', origin)).toBe(name);
  });
});
