import { Module } from '@nestjs/common';
import { ChangeNotifier } from './change-notifier.js';
import { ChangesHealthService } from './changes-health.service.js';
import { CheckpointRepository } from './checkpoint.repository.js';
import { EpochRepository } from './epoch.repository.js';
import { FeedReader } from './feed-reader.js';
import { HorizonRepository } from './horizon.repository.js';
import { OutboxRepository } from './outbox.repository.js';
import { RelayRepository } from './relay.repository.js';
import { Relay } from './relay.js';
import { SearchHiddenRepository } from './search-hidden.repository.js';

const providers = [
  OutboxRepository,
  SearchHiddenRepository,
  EpochRepository,
  FeedReader,
  HorizonRepository,
  CheckpointRepository,
  RelayRepository,
  Relay,
  ChangeNotifier,
  ChangesHealthService,
];

/** Needs `DatabaseModule`. Importing it is enough for commits of this process to wake the relay. */
@Module({ providers, exports: providers })
export class ChangesModule {}
