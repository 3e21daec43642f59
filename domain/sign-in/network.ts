import ipaddr from 'ipaddr.js';

const IPV6_NETWORK_BITS = 64;

/**
 * The unit that limits by address count: an IPv4 address, or the /64 of an IPv6 address, since every host
 * gets that many addresses. An IPv4 address in IPv6 form counts as the IPv4 address.
 *
 * @param address as a connection or a proxy supplies it
 * @returns equal text for addresses of one unit; text that is not an address comes back unchanged
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/${IPV6_NETWORK_BITS}`);
  return `${network}/${IPV6_NETWORK_BITS}`;
}
