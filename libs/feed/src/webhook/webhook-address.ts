import { UserInputError } from '@maillage/kernel';
import type { OutgoingClient } from '@maillage/outgoing';
import { webhookMessages as messages } from './webhook.messages.js';

const LONGEST = 2_000;
const PATH = ['input', 'url'];

/**
 * The address of a receiver as it is kept, without fragment. What is plainly private is told at once; what only turns
 * out to be (a name that leads inside) is refused at each delivery.
 * @throws UserInputError WEBHOOK_URL, WEBHOOK_URL_HTTPS, WEBHOOK_URL_PRIVATE
 */
export function assertWebhookUrl(given: string, client: Pick<OutgoingClient, 'refusalOf'>): string {
  const text = given.trim();
  const url = text.length <= LONGEST && URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw UserInputError.of('WEBHOOK_URL', messages.WEBHOOK_URL, PATH);
  }
  url.hash = '';
  const refusal = client.refusalOf({ url: url.href, from: 'STRANGER' });
  if (refusal?.code === 'SCHEME_REFUSED')
    throw UserInputError.of('WEBHOOK_URL_HTTPS', messages.WEBHOOK_URL_HTTPS, PATH);
  if (refusal) throw UserInputError.of('WEBHOOK_URL_PRIVATE', messages.WEBHOOK_URL_PRIVATE, PATH);
  return url.href;
}
