import { findPersonalData, scanPersonalData, withoutPersonalData } from './personal-data.js';

const kinds = (text: string): string[] => findPersonalData(text).map(({ kind, match }) => `${kind} ${match}`);

/** A registration number with its key, from its first thirteen characters; belongs to nobody's register here. */
function withKey(number: string): string {
  const key = 97n - (BigInt(number.replace('2A', '19').replace('2B', '18')) % 97n);
  return `${number}${String(key).padStart(2, '0')}`;
}

describe('personal data in free text', () => {
  it.each([
    ['prenom.nom@ville.example', 'EMAIL prenom.nom@ville.example'],
    ['écrire à p.nom+essai@sous.ville.example.', 'EMAIL p.nom+essai@sous.ville.example'],
    ['contact.demo@gmail.com', 'EMAIL contact.demo@gmail.com'],
    ['06 12 34 56 78', 'PHONE 06 12 34 56 78'],
    ['Tél.\u00a0: 0612345678.', 'PHONE 0612345678'],
    ['(+33 6 12 34 56 78)', 'PHONE +33 6 12 34 56 78'],
    ['+33 (0)1 00 00 00 00', 'PHONE +33 (0)1 00 00 00 00'],
    ['0033 1.00.00.00.00', 'PHONE 0033 1.00.00.00.00'],
    ['01-00-00-00-00', 'PHONE 01-00-00-00-00'],
    ['+262 692 00 00 00', 'PHONE +262 692 00 00 00'],
    [withKey('2990175000001'), `SOCIAL_SECURITY ${withKey('2990175000001')}`],
    [withKey('199012A000001'), `SOCIAL_SECURITY ${withKey('199012A000001')}`],
    ['2 99 01 75 000 001', 'SOCIAL_SECURITY 2 99 01 75 000 001'],
  ])('is found in « %s »', (text, expected) => {
    expect(kinds(text)).toEqual([expected]);
  });

  it.each([
    'contact@ville.example',
    'mairie@ville.example, ia@ville.example ou dsi.support@ville.example',
    'fiche 3f2b0612-3456-7801-9abc-061234567801',
    '20612345678',
    'du 01/02/2024 au 03/04/2025',
    'SIREN 217500016, SIRET 21750001600019',
    '1712345678901 millisecondes',
    // the key is another number's
    withKey('2990175000001').replace(/..$/, (key) => String((Number(key) % 97) + 1).padStart(2, '0')),
  ])('is not seen in « %s »', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('is taken out so that nothing is left', () => {
    const text = 'Voir prenom.nom@ville.example (06 12 34 56 78) ou contact@ville.example';
    const { text: left, found } = withoutPersonalData(text, '[…]');
    expect(left).toBe('Voir […] ([…]) ou contact@ville.example');
    expect(found).toEqual(['EMAIL', 'PHONE']);
    expect(scanPersonalData(left)).toBeNull();
  });
});
