/** What free text tells of persons: found, shown to its writer, or taken out. Pure. */

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

export type PersonalData = 'EMAIL' | 'PHONE' | 'SOCIAL_SECURITY';

/**
 * French forms, with the prefixes of the country and of its overseas territories. Not inside a longer word: the digits
 * of technical identifiers (UUIDs, file names) are nobody's number.
 */
const PHONE =
  /(?<![\w./-])(?:(?:(?:\+|00)[\s.-]?33[\s.-]?(?:\(0\)[\s.-]?)?|0)[\s.-]?[1-79](?:[\s./-]?\d{2}){4}|\+(?:262|508|590|594|596|681|687|689)(?:[\s.-]?\d{2,3}){3,4})(?!\w|-\w)/gu;

/** A registration number: 13 digits in their groups, or 15 with the key. */
const SOCIAL_SECURITY =
  /(?<!\d)[1278][\s.-]?\d{2}[\s.-]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.-]?(?:\d{2}|2[AB])[\s.-]?\d{3}[\s.-]?\d{3}(?:[\s.-]?\d{2})?(?!\d)/gu;

const patterns: readonly (readonly [PersonalData, RegExp, (match: string) => boolean])[] = [
  ['EMAIL', MAIL, (match) => !isRoleMailbox(match)],
  ['SOCIAL_SECURITY', SOCIAL_SECURITY, isSocialSecurity],
  ['PHONE', PHONE, () => true],
];

/**
 * True when the key is that of the number. Without a key, thirteen digits in a row may be anything (a moment, a bar
 * code): only groups set apart, with a month of the calendar, are taken for one.
 */
function isSocialSecurity(match: string): boolean {
  const digits = match.replace(/[\s.-]/gu, '');
  if (digits.length === 13) return /[\s.-]/u.test(match) && /^.{3}(?:0[1-9]|1[0-2])/u.test(digits);
  // Corsica: 2A counts as 19, 2B as 18.
  const number = BigInt(digits.slice(0, 13).replace('2A', '19').replace('2B', '18'));
  return 97n - (number % 97n) === BigInt(digits.slice(13));
}

/** One thing of a person in a text. */
export interface PersonalDataMatch {
  readonly kind: PersonalData;
  /** As it stands in the text. */
  readonly match: string;
}

/** What of persons a free text seems to hold; functional mailboxes are no personal data. */
export function findPersonalData(text: string): PersonalDataMatch[] {
  return patterns.flatMap(([kind, pattern, counts]) =>
    (text.match(pattern) ?? []).filter(counts).map((match) => ({ kind, match })),
  );
}

/** The first kind found; null: none. */
export function scanPersonalData(text: string): PersonalData | null {
  return findPersonalData(text)[0]?.kind ?? null;
}

/**
 * The text with what `findPersonalData` finds replaced by `mark`, and what was found. The result passes the scan.
 * @param mark a text that holds no personal data itself
 */
export function withoutPersonalData(text: string, mark: string): { text: string; found: PersonalData[] } {
  const found: PersonalData[] = [];
  let left = text;
  // Once more where what is left of two matches makes a third.
  for (let kind = scanPersonalData(left); kind !== null; kind = scanPersonalData(left)) {
    const before = left;
    for (const [one, pattern, counts] of patterns) {
      if (one === kind) left = left.replace(pattern, (match) => (counts(match) ? mark : match));
    }
    found.push(kind);
    // A pattern that no longer makes progress must not loop: the whole text goes.
    if (before === left) return { text: mark, found };
  }
  return { text: left, found };
}
