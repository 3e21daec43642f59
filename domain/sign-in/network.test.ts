import { describe, expect, it } from 'vitest';
import { networkOf } from './network';

describe('networkOf', () => {
  it.each(['192.0.2.1', '::ffff:192.0.2.1', '::FFFF:c000:201'])(
    'counts %s as one IPv4 address',
    (address) => {
      expect(networkOf(address)).toBe('192.0.2.1');
    },
  );

  it.each(['2001:db8:0:1::1', '2001:0DB8:0000:0001:ffff:ffff:ffff:ffff'])(
    'counts %s in its network of 64 bits',
    (address) => {
      expect(networkOf(address)).toBe('2001:db8:0:1::/64');
    },
  );

  it.each([
    ['2001:db8:0:2::1', '2001:db8:0:2::/64'],
    ['::1', '::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
  ])('counts the IPv6 address %s in the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each(['unknown', ''])('leaves %j, which is no address, as it is', (text) => {
    expect(networkOf(text)).toBe(text);
  });
});
