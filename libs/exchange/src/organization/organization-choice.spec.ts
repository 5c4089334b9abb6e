import { demoSiren, type TerritoryKey, type TerritoryLevel } from '@maillage/territory';
import type { OrganizationType } from '@maillage/identity';
import { chooseOrganization } from './organization-choice.js';
import { readOrganizationName } from './organization-name.js';

function territory(
  level: TerritoryLevel,
  name: string,
  n: number | null,
  more: Partial<TerritoryKey> = {},
): TerritoryKey {
  const siren = n === null ? null : demoSiren(n);
  return {
    id: `${level}-${name}`,
    level,
    code: siren ?? name,
    name,
    siren,
    departementCode: '00',
    epciCode: null,
    ...more,
  };
}

const commune = territory('COMMUNE', 'Valbrume', 1);
const metropole = territory('EPCI', 'Valbrume Métropole', 2);
const twinA = territory('COMMUNE', 'Saint-Goutte', 3, { departementCode: '00', epciCode: demoSiren(2) });
const twinB = territory('COMMUNE', 'Saint-Goutte', 4, { departementCode: '01' });
const departement = territory('DEPARTEMENT', 'Brumeuse', null);
const territories = [commune, metropole, twinA, twinB, departement];

function choose(name: string, number: string, type: OrganizationType | null, organizations: never[] = []) {
  const columns = { name: 'N', number: 'S', type: 'T' };
  const { choice, tells } = chooseOrganization({ name, number, type, columns }, { territories, organizations });
  const id = choice.kind === 'TERRITORY' ? choice.territory.id : choice.kind === 'FREE' ? choice.type : choice.kind;
  return { id, choice, codes: tells.map(({ text }) => text.code) };
}

/** A SIRET with a valid check digit for a SIREN. */
function siret(n: number): string {
  const stem = `${demoSiren(n)}0001`;
  for (let digit = 0; digit < 10; digit += 1) {
    const whole = `${stem}${digit}`;
    const sum = [...whole].reverse().reduce((total, character, index) => {
      const value = Number(character) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    if (sum % 10 === 0) return whole;
  }
  return stem;
}

describe('the organization that a row means', () => {
  it.each<[string, string, string, OrganizationType | null, string, string[]]>([
    ['by its SIRET', 'Valbrume Métropole', siret(2), 'EPCI', metropole.id, []],
    [
      'with spaces in it',
      'Métropole de Valbrume',
      siret(2).replace(/(...)/g, '$1 '),
      'EPCI',
      metropole.id,
      ['SIRET_SPACED'],
    ],
    [
      'by its name when the check digit fails',
      'CA VALBRUME',
      '12345678901234',
      'EPCI',
      metropole.id,
      ['SIRET_INVALID'],
    ],
    ['by its name without a SIRET', 'Ville de Valbrume', '', null, commune.id, ['SIRET_MISSING']],
    [
      'by its name when the SIRET is another’s',
      'Ville de Valbrume',
      siret(2),
      'COMMUNE',
      commune.id,
      ['SIRET_OF_ANOTHER'],
    ],
    [
      'among namesakes by the SIRET of its EPCI',
      'Ville de Saint-Goutte',
      siret(2),
      'COMMUNE',
      twinA.id,
      ['SIRET_OF_ANOTHER'],
    ],
    [
      'by its SIRET when the name is another spelling',
      'Communauté du Val',
      siret(2),
      'EPCI',
      metropole.id,
      ['NAME_DIFFERS'],
    ],
    ['not, among namesakes', 'Saint-Goutte', '', 'COMMUNE', 'NONE', ['ORGANIZATION_AMBIGUOUS']],
    ['not, when no territory is called so', 'Ville de Rosée', '', null, 'NONE', ['ORGANIZATION_UNKNOWN']],
    [
      'as a syndicat, whatever type is given',
      'Syndicat des eaux',
      siret(9),
      'EPT',
      'SYNDICAT',
      ['TYPE_CONTRADICTS_NAME'],
    ],
    [
      'as an association, for want of better',
      'Atelier des brumes',
      siret(9),
      null,
      'ASSOCIATION',
      ['ORGANIZATION_TYPE_ASSUMED'],
    ],
    ['not, without a name', '', siret(9), null, 'NONE', ['ORGANIZATION_MISSING']],
  ])('is found %s', (_how, name, number, type, id, codes) => {
    expect(choose(name, number, type)).toMatchObject({ id, codes });
  });

  it('gives a département the name that says what it is, and the SIREN that the official table lacks', () => {
    expect(choose('Département de la Brumeuse', siret(9), 'DEPARTEMENT').choice).toMatchObject({
      kind: 'TERRITORY',
      name: 'Département de la Brumeuse',
      siren: demoSiren(9),
    });
  });

  it.each([
    ['Ville de Saint-Goutte', 'saint goutte', 'COMMUNE'],
    ['CA DE BRUME-GOUTTE, ROSÉE', 'brume goutte rosee', 'EPCI'],
    ['Communauté d’agglomération de La Brume', 'brume', 'EPCI'],
    ['Métropole du Grand Val', 'grand val', 'EPCI'],
    ['Etablissement Public Territorial Val Est', 'val est', 'EPT'],
    ['Conseil départemental de la Brumeuse', 'brumeuse', 'DEPARTEMENT'],
    ['Région Val-de-Brume', 'val brume', 'REGION'],
    ['Syndicat mixte du Val', 'syndicat mixte val', 'SYNDICAT'],
    ['CC de l’Est Brumeux (CCEB)', 'est brumeux', 'EPCI'],
  ])('%s is read by its proper part', (name, core, type) => {
    expect(readOrganizationName(name)).toMatchObject({ core, type });
  });
});
