import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * What stands for a caller's address in its budget: an IPv4 address, or the network of 64 bits that one subscriber has of
 * IPv6, where there are more addresses than anybody can count.
 */
export function budgetAddress(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  return mapped ?? `${groupsOf(ip).slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an address, written out. */
function groupsOf(ip: string): string[] {
  const [head = '', tail] = (ip.split('%')[0] ?? '').toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  if (tail === undefined) return first;
  const last = tail === '' ? [] : tail.split(':');
  const gap = Array.from({ length: Math.max(8 - first.length - last.length, 0) }, () => '0');
  return [...first, ...gap, ...last];
}

/**
 * Where a request comes from that no framework has read: behind the proxies that are trusted, the last address that none
 * of them has. @param trustedProxies addresses or networks in CIDR form
 */
export function addressBehind(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList();
  for (const one of trustedProxies) {
    const [address = '', bits] = one.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string): boolean =>
    isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  return ({ headers, socket }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((one) => one.trim());
    let address = plain(socket.remoteAddress ?? '');
    while (isTrusted(address)) {
      const before = forwarded.pop();
      if (before === undefined || isIP(plain(before)) === 0) break;
      address = plain(before);
    }
    return address;
  };
}

/** An address of IPv4 that came over a socket of IPv6. */
function plain(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
