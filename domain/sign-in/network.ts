import ipaddr from 'ipaddr.js';

const IPV6_NETWORK_BITS = 64;

/**
 * What limits by address count as one place: an IPv4 address, or the /64 of an IPv6 address, since every host
 * gets that many addresses. An IPv4 address in IPv6 form is the IPv4 address.
 *
 * @param address as a connection or a proxy gives it
 * @returns text that is equal for addresses of one place; what is no address comes back as it is
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/${IPV6_NETWORK_BITS}`);
  return `${network}/${IPV6_NETWORK_BITS}`;
}
