import type { Localized } from '@maillage/kernel';

export const receiptMessages = {
  RECEIPT_BUCKETS: {
    fr: 'Donnez les compartiments de votre empreinte : 1, 2, 4 … ou 256, chacun avec un nombre de fiches et une somme décimale.',
    en: 'Give the buckets of your digest: 1, 2, 4 … or 256, each with a number of entries and a decimal sum.',
  },
  FEED_RESET: {
    fr: 'Le réseau a une autre époque que la vôtre : resynchronisez tout, puis demandez un reçu.',
    en: 'The network has another epoch than yours: resync everything, then ask for a receipt.',
  },
} as const satisfies Record<string, Localized>;
