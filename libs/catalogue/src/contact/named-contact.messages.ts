import type { Localized } from '@maillage/kernel';

export const namedContactMessages = {
  CONTACT_UNREACHABLE: {
    fr: 'Donnez une adresse de messagerie ou un numéro de téléphone.',
    en: 'Give a mailbox or a telephone number.',
  },
  CONTACT_EMAIL: { fr: 'Adresse de messagerie illisible.', en: 'Unreadable e-mail address.' },
  CONTACT_PHONE: {
    fr: 'Numéro illisible : chiffres, espaces et « + » seulement, par exemple +33 1 00 00 00 00.',
    en: 'Unreadable number: digits, spaces and “+” only, for example +33 1 00 00 00 00.',
  },
  CONTACT_FUNCTION: {
    fr: 'La fonction tient sur une ligne de 120 caractères au plus.',
    en: 'The function is one line of at most 120 characters.',
  },
  CONTACT_TAKEN: {
    fr: 'Une autre personne est nommée sur cette fiche : elle, ou un coordinateur, doit d’abord se retirer.',
    en: 'Somebody else is named on this entry: they, or a coordinator, must remove that first.',
  },
  CONTACT_ABSENT: { fr: 'Personne n’est nommé sur cette fiche.', en: 'Nobody is named on this entry.' },
} as const satisfies Record<string, Localized>;
