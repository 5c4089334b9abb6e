/** The order matters: Edge and Opera call themselves Chrome, and Chrome calls itself Safari. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChromium\/|\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\b(Linux|X11|CrOS)\b/, 'Linux'],
];

/** Enough for an owner to recognize a browser; the header itself, which tells machines apart, is not kept. */
export function browserLabel(userAgent: string | undefined): string {
  const of = (table: readonly [RegExp, string][]): string | undefined =>
    table.find(([sign]) => sign.test(userAgent ?? ''))?.[1];
  return [of(browsers), of(systems)].filter((part) => part !== undefined).join(', ') || '?';
}
