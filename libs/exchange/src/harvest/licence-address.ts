import type { licences, ValueOf } from '@maillage/catalogue';

const EU = 'http://publications.europa.eu/resource/authority/licence';

/** Addresses of the EU's list of licences where it has them; it has none for Licence Ouverte, nor for other terms. */
const addresses: Readonly<Record<ValueOf<typeof licences>, string | null>> = {
  LICENCE_OUVERTE_2_0: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
  CC_BY_4_0: `${EU}/CC_BY_4_0`,
  CC_BY_SA_4_0: `${EU}/CC_BYSA_4_0`,
  CC0_1_0: `${EU}/CC0`,
  ODBL_1_0: `${EU}/ODC_BL`,
  OTHER: null,
};

/** Of what the network itself writes, and of entries until somebody says otherwise. */
export const OPEN_LICENCE = addresses.LICENCE_OUVERTE_2_0 as string;

/** Address of the terms that an entry is reused under; null: terms that only its description tells. */
export function licenceAddress(licence: unknown): string | null {
  return addresses[licence as keyof typeof addresses] ?? null;
}
