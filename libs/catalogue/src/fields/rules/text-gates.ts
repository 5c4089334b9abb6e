/** Gates on free text, each seen broken in a real register. Pure. */

const ARTEFACTS = /^(#?n\/?a|\[blank\]|#ref!|#name\?|#value!|#n\/a|null|undefined|-+|\.+|\?+)$/iu;

/** A whole value that a spreadsheet or a form left behind instead of an answer. */
export function isArtefact(text: string): boolean {
  return ARTEFACTS.test(text.trim());
}

/** What neither PostgreSQL nor JSON keeps (U+0000, half a character), and controls that no person types. */
export function isClean(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}

/** Days since 1899 that a spreadsheet shows when a date column lost its format. */
export function isSpreadsheetSerial(text: string): boolean {
  return /^[2-6]\d{4}(\.\d+)?$/.test(text);
}

const MAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
const FUNCTIONS = new Set(
  (
    'accueil agenda aide ateliers bibliotheque cabinet citoyens cnil communication concertation contact courrier culture data ' +
    'delegue demarches dgs direction donnees dpd dpo dsi dsin elus environnement equipe finances ia info infos information ' +
    'innovation juridique mairie maire marches marchespublics mediation mobilite mobilites mission numerique opendata open ' +
    'participation pole presse projet projets proprete rh rgpd secretariat secretariatgeneral securite service services ' +
    'sig smart support systemes technique transition transparence urbanisme usagers ville voirie hello bonjour'
  ).split(' '),
);
const PERSONAL_PROVIDERS =
  /@(gmail|outlook|hotmail|yahoo|orange|free|laposte|wanadoo|sfr|icloud|live|protonmail|proton)\./i;

/** A functional mailbox: its first word names a service, not a person. */
export function isRoleMailbox(mail: string): boolean {
  if (!/^[a-z0-9._+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(mail) || PERSONAL_PROVIDERS.test(mail)) return false;
  const [local = ''] = mail.toLowerCase().split('@');
  return local.split(/[._+-]/).some((word) => FUNCTIONS.has(word));
}

/** Not inside a longer word: the digits of technical identifiers (UUIDs, file names) are nobody's number. */
const PHONE = /(?<![\w.-])(?:\+33|0033|0)[\s.-]?[1-79](?:[\s.-]?\d{2}){4}(?!\w|-\w)/u;
const SOCIAL_SECURITY = /(?<!\d)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2])\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?!\d)/u;

export type PersonalData = 'EMAIL' | 'PHONE' | 'SOCIAL_SECURITY';

/** What of a person a free text seems to hold; functional mailboxes are no personal data. */
export function scanPersonalData(text: string): PersonalData | null {
  if (text.includes('@') && (text.match(MAIL) ?? []).some((mail) => !isRoleMailbox(mail))) return 'EMAIL';
  if (SOCIAL_SECURITY.test(text)) return 'SOCIAL_SECURITY';
  return PHONE.test(text) ? 'PHONE' : null;
}

/**
 * The text with what `scanPersonalData` finds replaced by `mark`, and what was found. The result passes the scan.
 * @param mark a text that holds no personal data itself
 */
export function withoutPersonalData(text: string, mark: string): { text: string; found: PersonalData[] } {
  const found: PersonalData[] = [];
  let left = text;
  for (let kind = scanPersonalData(left); kind !== null; kind = scanPersonalData(left)) {
    const next = left.replace(patterns[kind], (match) => (kind === 'EMAIL' && isRoleMailbox(match) ? match : mark));
    found.push(kind);
    // A pattern that no longer makes progress must not loop: the whole text goes.
    if (next === left) return { text: mark, found };
    left = next;
  }
  return { text: left, found };
}

const patterns: Readonly<Record<PersonalData, RegExp>> = {
  EMAIL: MAIL,
  PHONE: new RegExp(PHONE, 'gu'),
  SOCIAL_SECURITY: new RegExp(SOCIAL_SECURITY, 'gu'),
};

/** A day, month or year that exists. */
export function isRealDate(text: string, partial: boolean): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match || (!partial && match[3] === undefined)) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export function isHttpUrl(text: string): boolean {
  if (text.length > 2_000 || /\s/.test(text) || !isClean(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && hostname.includes('.') && username === '';
}
