import { BlockList, isIP, isIPv6 } from 'node:net';

/** Ranges of IPv4 that no public server has. */
const RESERVED_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** Within 2000::/3, the one range of IPv6 that is public: tunnels to IPv4, documentation. */
const RESERVED_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/** Names that mean this machine or this network wherever they are asked. */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|localdomain)$/;

const reserved = new BlockList();
for (const [address, bits] of RESERVED_V4) reserved.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of RESERVED_V6) reserved.addSubnet(address, bits, 'ipv6');
const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether a host is private by what it says itself, without a look-up. The guard is the agent, which looks at the address
 * that is connected to; this is for telling a person at once.
 * @param hostname as the parser of the URL standard gives it
 */
export function isPlainlyPrivate(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (isIP(host) === 0) return LOCAL_NAME.test(host) || !host.includes('.');
  if (!isIPv6(host)) return reserved.check(host, 'ipv4');
  return !publicV6.check(host, 'ipv6') || reserved.check(host, 'ipv6');
}
