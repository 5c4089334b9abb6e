import type { NoticeItem, StandingNoticeItem } from '@maillage/identity';
import { type Language, type Localized, localize } from '@maillage/kernel';
import type { NoticeType } from './viewer.type.js';

const expires = {
  fr: 'La clé « {name} » expire le {day} : renouvelez-la (`apiKeyRotate`) et donnez le nouveau secret au portail.',
  en: 'The key “{name}” expires on {day}: rotate it (`apiKeyRotate`) and give the portal its new secret.',
};

/** By what happened. */
const disabled: Readonly<Record<string, Localized>> = {
  GONE: {
    fr: 'Le récepteur {name} a répondu 410 le {day} : plus rien ne lui est envoyé. Supprimez-le, ou remettez-le en route (`webhookUpdate`, `paused: false`).',
    en: 'The receiver {name} answered 410 on {day}: nothing is sent to it any more. Delete it, or set it going (`webhookUpdate`, `paused: false`).',
  },
  FAILED: {
    fr: 'Le récepteur {name} est désactivé depuis le {day}, après cinq jours sans une réponse favorable : réparez-le, puis remettez-le en route (`webhookUpdate`, `paused: false`).',
    en: 'The receiver {name} is disabled since {day}, after five days without one success: mend it, then set it going (`webhookUpdate`, `paused: false`).',
  },
};

export function noticeObject(notice: NoticeItem, language: Language): NoticeType {
  const { name, expiresAt } = notice;
  const message = localize(expires, { name, day: dayIn(language, expiresAt) })[language];
  return { ...notice, webhookId: null, message };
}

export function standingNoticeObject(notice: StandingNoticeItem, language: Language): NoticeType {
  const { kind, organizationId, objectId, name, reason, createdAt } = notice;
  const words = disabled[reason] ?? { fr: reason, en: reason };
  const message = localize(words, { name, day: dayIn(language, createdAt) })[language];
  return { kind, organizationId, apiKeyId: null, expiresAt: null, webhookId: objectId, createdAt, message };
}

function dayIn(language: Language, moment: Date): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(moment);
}
