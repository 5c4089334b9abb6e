/** Longest path that is remembered during a sign-in. */
const MAX_LENGTH = 500;

/** Where one goes without a wish. */
export const HOME = '/account';

/**
 * Where a person goes after signing in: a path of this site, or the account page. Whatever a browser could take for
 * another site (`//host`, `/\host`, a scheme, control characters that are skipped) is dropped, and so is a way back into
 * signing in or out.
 */
export function returnPath(wanted: string | undefined): string {
  if (wanted === undefined || wanted.length > MAX_LENGTH || !/^\/[\x21-\x7e]*$/.test(wanted)) return HOME;
  const base = 'https://here.invalid';
  if (wanted.includes('\\') || !URL.canParse(wanted, base)) return HOME;
  const url = new URL(wanted, base);
  const path = `${url.pathname}${url.search}`;
  // What the parser makes of it is what a browser makes of it: it must still be a path of ours.
  if (url.origin !== base || path.startsWith('//') || url.pathname.startsWith('/auth')) return HOME;
  return path;
}
