import type { Localized } from '@maillage/kernel';

export const membershipMessages = {
  ORGANIZATION_UNKNOWN: {
    fr: 'Aucune organisation n’est connue pour ce lieu de travail : cherchez-la (`organizations`), ou proposez-la (`organizationCreate`).',
    en: 'No organization is known for this workplace: look it up (`organizations`), or propose it (`organizationCreate`).',
  },
  ALREADY_MEMBER: {
    fr: 'Vous avez déjà ce rôle, ou un rôle plus élevé, dans cette organisation.',
    en: 'You hold this role, or a higher one, in this organization already.',
  },
  REQUEST_OPEN: {
    fr: 'Votre demande est déjà en attente : un modérateur ou un coordinateur de l’organisation y répondra.',
    en: 'Your request is waiting already: a moderator or a coordinator of the organization will answer it.',
  },
  TOO_MANY_REQUESTS: {
    fr: 'Vous avez déjà {max} demandes en attente : attendez une réponse, ou retirez-en une.',
    en: 'You have {max} requests waiting already: wait for an answer, or withdraw one.',
  },
  REQUEST_DECIDED: {
    fr: 'Cette demande a déjà reçu une réponse.',
    en: 'This request has been answered already.',
  },
  REASON_REQUIRED: {
    fr: 'Dites pourquoi (5 à 500 caractères) : la personne le lira.',
    en: 'Say why (5 to 500 characters): the person will read it.',
  },
  INVITATION_DAYS: {
    fr: 'Une invitation vaut de 1 à {max} jours.',
    en: 'An invitation is valid for 1 to {max} days.',
  },
  INVITATION_VOID: {
    fr: 'Cette invitation n’existe pas, a expiré, a déjà servi ou a été retirée : demandez-en une autre à un coordinateur de l’organisation.',
    en: 'This invitation does not exist, has expired, was used or was revoked: ask a coordinator of the organization for another.',
  },
  LAST_COORDINATOR: {
    fr: 'C’est le dernier coordinateur de l’organisation : sans lui, plus personne n’y publie ni n’y invite, et un modérateur devra nommer le suivant. Si c’est voulu, répétez avec `evenIfLast: true`.',
    en: 'This is the organization’s last coordinator: nobody would publish or invite any more, and a moderator would have to appoint the next one. If that is wanted, repeat with `evenIfLast: true`.',
  },
  SAME_MEMBER: {
    fr: 'Ces deux comptes sont le même, ou l’un d’eux est déjà rattaché à un autre.',
    en: 'These two accounts are the same, or one of them is part of another already.',
  },
} as const satisfies Record<string, Localized>;
