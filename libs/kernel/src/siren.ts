/** SIREN and SIRET: numbers of French legal units and establishments, with a check digit (Luhn). Pure. */

/** La Poste's establishments do not follow Luhn: the sum of their digits is a multiple of five. */
const LA_POSTE = '356000000';

/** Digits of a number as people write it: spaces, points and hyphens between groups are dropped. */
export function digitsOf(written: string): string {
  return written.replace(/[\s.\u00a0\u202f-]/g, '');
}

export function isValidSiren(siren: string): boolean {
  return /^\d{9}$/.test(siren) && luhn(siren) % 10 === 0;
}

export function isValidSiret(siret: string): boolean {
  if (!/^\d{14}$/.test(siret)) return false;
  if (siret.startsWith(LA_POSTE) && [...siret].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0) return true;
  return luhn(siret) % 10 === 0 && isValidSiren(siret.slice(0, 9));
}

/** SIREN of an invented body: starts with 000 and has a valid check digit. @param n from 1 to 99,999 */
export function demoSiren(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99_999) throw new RangeError('demoSiren takes 1 to 99999');
  const stem = `000${String(n).padStart(5, '0')}`;
  return `${stem}${(10 - (luhn(`${stem}0`) % 10)) % 10}`;
}

/** Sum of Luhn: from the right, each second digit doubled. */
function luhn(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
