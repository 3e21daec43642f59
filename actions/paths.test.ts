import { describe, expect, it } from 'vitest';
import { returnPath, signInPath } from './paths';

describe('the way back after signing in', () => {
  it.each([
    ['/operators', '/operators'],
    ['/operators?sort=oms&search=a%20b', '/operators?sort=oms&search=a%20b'],
    ['/companies/1#members', '/companies/1#members'],
    ['/./audit', '/audit'],
  ])('%s leads to %s', (from, to) => {
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
  ])('%s leads to the overview', (from) => {
    expect(returnPath(from)).toBe('/');
  });

  it('is kept in the address of the sign-in page', () => {
    expect(signInPath('/operators?sort=oms')).toBe('/sign-in?from=%2Foperators%3Fsort%3Doms');
    expect(signInPath('/')).toBe('/sign-in');
  });
});
