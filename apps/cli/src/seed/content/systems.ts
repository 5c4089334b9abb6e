import type { EntryCreateCommand } from '@maillage/catalogue';
import { demoSiren } from '@maillage/territory';

type System = NonNullable<EntryCreateCommand['proposedSystem']>;

const lisabelle = { name: 'Lisabelle Logiciels (démo)', siren: demoSiren(801) };
const orvalume = { name: 'Orvalume Territoires (démo)', siren: demoSiren(802) };
const brumatech = { name: 'Brumatech Vision (démo)', foreignId: 'BE:0000.000.000' };
const sylvanume = { name: 'Coopérative Sylvanume (démo)', siren: demoSiren(803) };
const tessaline = { name: 'Tessaline Assistants (démo)', siren: demoSiren(804) };

/** Invented products of invented firms. */
export const systems = {
  courrielle: { name: 'Courrielle', url: 'https://courrielle.example', supplier: lisabelle },
  parlequai: { name: 'Parlequai', url: 'https://parlequai.example', supplier: lisabelle },
  transcripole: { name: 'Transcripole', url: 'https://transcripole.example', supplier: sylvanume },
  voirivu: { name: 'Voirivu', url: 'https://voirivu.example', supplier: brumatech },
  lumitaire: { name: 'Lumitaire', supplier: orvalume },
  pluvigraphe: { name: 'Pluvigraphe', supplier: orvalume },
  fluxicarre: { name: 'Fluxicarré', supplier: orvalume },
  assistelio: { name: 'Assistélio', supplier: tessaline },
  assistelioSpelling: { name: 'Assistelio Collectivités', supplier: tessaline },
} as const satisfies Record<string, System>;

/** What moderators have confirmed; the others stay as their writers proposed them. */
export const confirmedSystems: readonly string[] = [
  'Courrielle',
  'Parlequai',
  'Transcripole',
  'Voirivu',
  'Lumitaire',
  'Pluvigraphe',
  'Fluxicarré',
];

export const confirmedSuppliers: readonly string[] = [lisabelle, orvalume, brumatech, sylvanume].map(
  ({ name }) => name,
);

/** Two spellings of one product, as moderators found them. */
export const mergedSystem = { from: systems.assistelioSpelling.name, into: systems.assistelio.name };
