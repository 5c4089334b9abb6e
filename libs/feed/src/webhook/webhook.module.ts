import { CatalogueModule } from '@maillage/catalogue';
import { IdentityModule } from '@maillage/identity';
import { type DynamicModule, Module } from '@nestjs/common';
import { WebhookDeliverer } from './webhook-deliverer.js';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import { WebhookDisabler } from './webhook-disabler.js';
import { WEBHOOK_OPTIONS, type WebhookOptions } from './webhook-options.js';
import { WebhookPoker } from './webhook-poker.js';
import { WebhookRecord } from './webhook-record.js';
import { WebhookReplayService } from './webhook-replay.service.js';
import { WebhookRepository } from './webhook.repository.js';
import { WebhookService } from './webhook.service.js';
import { WebhookView } from './webhook.view.js';

const shared = [
  WebhookDeliverer,
  WebhookDeliveryRepository,
  WebhookPoker,
  WebhookReplayService,
  WebhookService,
  WebhookView,
];
const inner = [WebhookDisabler, WebhookRecord, WebhookRepository];

/** Receivers of pokes. Needs `DatabaseModule`. */
@Module({})
export class WebhookModule {
  static forRoot(options: WebhookOptions): DynamicModule {
    return {
      module: WebhookModule,
      imports: [CatalogueModule, IdentityModule],
      providers: [...shared, ...inner, { provide: WEBHOOK_OPTIONS, useValue: options }],
      exports: [...shared, WEBHOOK_OPTIONS],
    };
  }
}
