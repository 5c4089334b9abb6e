/** Name of a kind in an address: `use-case` for `USE_CASE`. Addresses never change, so neither does this rule. */
export function slugOf(kind: string): string {
  return kind.toLowerCase().replaceAll('_', '-');
}

/** Path of an entry's address that never changes, on the network's own site. */
export function entryPath({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `/id/${slugOf(kind)}/${id}`;
}
