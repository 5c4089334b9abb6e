import { isIPv6 } from 'node:net';

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
