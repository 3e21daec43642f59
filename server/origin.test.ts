import { describe, expect, test } from 'vitest';
import { canonicalOrigin, isHostOf } from './origin';

describe('canonicalOrigin', () => {
  test.each([
    'http://console.test',
    'HTTP://Console.Test',
    'http://console.test.',
    'http://console.test:80',
    'http://console.test.:0080',
  ])('spells %s in one way', (text) => {
    expect(canonicalOrigin(text)).toBe('http://console.test');
  });

  test.each([
    ['http://console.test:443', 'http://console.test:443'],
    ['https://console.test:443', 'https://console.test'],
    ['https://console.test:', 'https://console.test'],
  ])('leaves out the port of %s if it is the default: %s', (text, origin) => {
    expect(canonicalOrigin(text)).toBe(origin);
  });

  test.each([
    ['http://[0:0:0:0:0:0:0:1]:3000', 'http://[::1]:3000'],
    ['http://[::FFFF]:80', 'http://[::ffff]'],
  ])('spells the IPv6 address in %s in the shortest way: %s', (text, origin) => {
    expect(canonicalOrigin(text)).toBe(origin);
  });

  test.each([
    '',
    'null',
    'console.test',
    'ftp://console.test',
    'http://',
    'http://console.test/',
    'http://a b',
    'http://user@console.test',
    'http://console.test?',
    'http://console.test#',
    'http:\\\\console.test',
    'http://console.test:99999',
    'http://[::1',
    'http://console.test, http://console.test',
  ])('returns null for %j, which is not an origin', (text) => {
    expect(canonicalOrigin(text)).toBeNull();
  });
});

describe('isHostOf', () => {
  test.each([
    ['console.test', 'http://console.test'],
    ['console.test:80', 'http://console.test'],
    ['Console.Test.', 'https://console.test'],
    ['console.test:443', 'https://console.test'],
    ['console.test', 'https://console.test.'],
    ['[::1]:80', 'http://[0::1]'],
  ])('accepts %s as the host of %s', (host, origin) => {
    expect(isHostOf(host, origin)).toBe(true);
  });

  test.each([
    ['console.test:443', 'http://console.test'],
    ['console.test:80', 'https://console.test'],
    ['console.test..', 'http://console.test'],
    ['console.test.evil.example', 'http://console.test'],
    ['evil.example@console.test', 'http://console.test'],
    ['console.test/', 'http://console.test'],
    ['', 'http://console.test'],
    [undefined, 'http://console.test'],
    ['null', 'null'],
  ])('refuses %j as the host of %s', (host, origin) => {
    expect(isHostOf(host, origin)).toBe(false);
  });
});
