import { CatalogueModule } from '@maillage/catalogue';
import { ChangesModule } from '@maillage/changes';
import { DatabaseModule, type DatabaseOptions } from '@maillage/database';
import { FeedAdvanceModule, FeedModule, PortalModule, WebhookModule, type WebhookOptions } from '@maillage/feed';
import { HarvestModule } from '@maillage/exchange';
import { IdentityModule } from '@maillage/identity';
import type { Logger, RatesConfig } from '@maillage/kernel';
import { SearchModule, type SearchOptions } from '@maillage/search';
import { TerritoryModule } from '@maillage/territory';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { API_OPTIONS, type ApiOptions } from './api-options.js';
import { AuditCsvController } from './audit/audit-csv.controller.js';
import { AuditResolver } from './audit/audit.resolver.js';
import { CallerBudget } from './budget/caller-budget.js';
import { SHARED_LIMITS, SharedLimitGuard, sharedLimits } from './budget/shared-limit.guard.js';
import { EntriesImportResolver } from './catalogue/import/entries-import.resolver.js';
import { EntryClosingResolver } from './catalogue/entry-closing.resolver.js';
import { entryTypes } from './catalogue/entry.type.js';
import { EntryResolver } from './catalogue/entry.resolver.js';
import { EntryWritingResolver } from './catalogue/entry-writing.resolver.js';
import { SystemResolver } from './catalogue/system.resolver.js';
import { GraphqlErrorFilter } from './errors/graphql-error.filter.js';
import { graphqlOptions } from './graphql-options.js';
import { FeedFileBudget } from './feed/feed-file.budget.js';
import { FeedFileController } from './feed/feed-file.controller.js';
import { FeedResolver } from './feed/feed.resolver.js';
import { FieldTableResolver } from './fields/field-table.resolver.js';
import { GlossaryResolver } from './glossary/glossary.resolver.js';
import { GraphiqlController } from './graphiql/graphiql.controller.js';
import { AtomController } from './harvest/atom.controller.js';
import { EntranceController } from './harvest/entrance.controller.js';
import { EntryAddressController } from './harvest/entry-address.controller.js';
import { harvestProviders } from './harvest/harvest.providers.js';
import { HarvestController } from './harvest/harvest.controller.js';
import { HealthController } from './health/health.controller.js';
import { HealthResolver } from './health/health.resolver.js';
import { HealthService } from './health/health.service.js';
import { ApiKeyResolver } from './identity/api-key.resolver.js';
import { MembershipResolver } from './identity/membership.resolver.js';
import { OrganizationResolver } from './identity/organization.resolver.js';
import { PeopleResolver } from './identity/people.resolver.js';
import { SessionResolver } from './identity/session.resolver.js';
import { TerritoryRoleResolver } from './identity/territory-role.resolver.js';
import { ViewerResolver } from './identity/viewer.resolver.js';
import { PersonalDataResolver } from './personal-data/personal-data.resolver.js';
import { PortalResolver } from './portal/portal.resolver.js';
import { ReceiptKeyController } from './portal/receipt-key.controller.js';
import { AccessGuard } from './request/access.guard.js';
import { SchemaController } from './schema/schema.controller.js';
import { SearchResolver } from './search/search.resolver.js';
import { SuggestResolver } from './search/suggest.resolver.js';
import { UnansweredQueryResolver } from './search/unanswered-query.resolver.js';
import { CallerService } from './sign-in/caller.service.js';
import { SignInApiModule } from './sign-in/sign-in-api.module.js';
import type { WebOptions } from './sign-in/web-options.js';
import { FeedAdvancedResolver } from './subscription/feed-advanced.resolver.js';
import {
  SUBSCRIPTION_OPTIONS,
  type SubscriptionOptions,
  SubscriptionServer,
} from './subscription/subscription.server.js';
import { TerritoryResolver } from './territory/territory.resolver.js';
import { WebhookResolver } from './webhook/webhook.resolver.js';

export interface ApiModuleOptions {
  readonly api: ApiOptions;
  readonly database: DatabaseOptions;
  readonly search: SearchOptions;
  readonly web: Omit<WebOptions, 'mode' | 'logger'>;
  readonly rates: RatesConfig;
  readonly webhooks: WebhookOptions;
  readonly subscriptions: Pick<SubscriptionOptions, 'addressOf' | 'recheck'>;
  readonly logger: Logger;
}

/** Every resolver of the product; the schema printer makes the schema from the same list. */
export const resolvers = [
  ApiKeyResolver,
  AuditResolver,
  EntriesImportResolver,
  EntryClosingResolver,
  EntryResolver,
  EntryWritingResolver,
  FeedAdvancedResolver,
  FeedResolver,
  FieldTableResolver,
  GlossaryResolver,
  HealthResolver,
  MembershipResolver,
  OrganizationResolver,
  PeopleResolver,
  PersonalDataResolver,
  PortalResolver,
  SearchResolver,
  SessionResolver,
  SuggestResolver,
  SystemResolver,
  TerritoryResolver,
  TerritoryRoleResolver,
  UnansweredQueryResolver,
  ViewerResolver,
  WebhookResolver,
];

/** Routes beside GraphQL. */
export const controllers = [
  AtomController,
  AuditCsvController,
  EntranceController,
  EntryAddressController,
  FeedFileController,
  GraphiqlController,
  HarvestController,
  HealthController,
  ReceiptKeyController,
  SchemaController,
];

/** Object types that no field names: the kinds behind the interface `Entry`. */
export const orphanedTypes = [...entryTypes.values()];

@Module({})
export class ApiModule {
  static forRoot({
    api,
    database,
    search,
    web,
    rates,
    webhooks,
    subscriptions,
    logger,
  }: ApiModuleOptions): DynamicModule {
    const budget = new CallerBudget(rates);
    const signIn = SignInApiModule.forRoot({ ...web, mode: api.mode, logger });
    return {
      module: ApiModule,
      imports: [
        DatabaseModule.forRoot(database, []),
        ChangesModule,
        IdentityModule,
        TerritoryModule,
        CatalogueModule,
        HarvestModule,
        SearchModule.forRoot(search),
        FeedModule,
        WebhookModule.forRoot(webhooks),
        FeedAdvanceModule.forRoot(database),
        PortalModule,
        signIn,
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          imports: [signIn],
          inject: [CallerService],
          useFactory: (callers: CallerService) => ({
            ...graphqlOptions(callers, budget, logger),
            buildSchemaOptions: { orphanedTypes },
          }),
        }),
      ],
      controllers,
      providers: [
        ...resolvers,
        FeedFileBudget,
        HealthService,
        SubscriptionServer,
        { provide: SUBSCRIPTION_OPTIONS, useValue: { budget, logger, ...subscriptions } },
        { provide: API_OPTIONS, useValue: api },
        ...harvestProviders(budget, web.publicUrl),
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: SHARED_LIMITS, useValue: sharedLimits(rates) },
        { provide: APP_GUARD, useClass: SharedLimitGuard },
        { provide: APP_FILTER, useValue: new GraphqlErrorFilter(logger) },
      ],
    };
  }
}
