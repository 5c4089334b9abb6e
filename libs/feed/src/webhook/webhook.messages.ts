import type { Localized } from '@maillage/kernel';

export const webhookMessages = {
  WEBHOOK_URL: {
    fr: 'Donnez une adresse complète, de 2 000 caractères au plus, sans nom ni mot de passe : https://portail.example.fr/crochets.',
    en: 'Give a whole address of at most 2,000 characters, without a name or a password: https://portal.example.fr/hooks.',
  },
  WEBHOOK_URL_HTTPS: {
    fr: 'L’adresse doit commencer par https:// : ce réseau n’envoie rien en clair.',
    en: 'The address must begin with https://: this network sends nothing in the clear.',
  },
  WEBHOOK_URL_PRIVATE: {
    fr: 'Cette adresse désigne une machine privée ou réservée : donnez celle d’un serveur joignable depuis Internet.',
    en: 'This address stands for a private or reserved machine: give one of a server that the Internet reaches.',
  },
  WEBHOOK_LIMIT: {
    fr: 'Une organisation a {max} récepteurs au plus : supprimez-en un (`webhookDelete`).',
    en: 'An organization has at most {max} receivers: delete one (`webhookDelete`).',
  },
  WEBHOOK_KEY: {
    fr: 'Cette clé n’est pas celle d’un portail de l’organisation, ou elle ne vaut plus.',
    en: 'This key is not one of a portal of the organization, or is no longer valid.',
  },
  WEBHOOK_INACTIVE: {
    fr: 'Ce récepteur est suspendu ou désactivé : remettez-le d’abord en route (`webhookUpdate`, `paused: false`).',
    en: 'This receiver is paused or disabled: set it going first (`webhookUpdate`, `paused: false`).',
  },
  WEBHOOK_REPLAY: {
    fr: 'Donnez soit `deliveryId`, soit `webhookId` et `since`.',
    en: 'Give either `deliveryId`, or `webhookId` and `since`.',
  },
  WEBHOOK_SINCE: {
    fr: '`since` est un moment au format 2026-01-31T08:15:00Z.',
    en: '`since` is a moment like 2026-01-31T08:15:00Z.',
  },
  WEBHOOK_BUSY: {
    fr: '{max} envois attendent déjà ce récepteur : laissez-les partir.',
    en: '{max} deliveries wait for this receiver already: let them go first.',
  },
} as const satisfies Record<string, Localized>;
