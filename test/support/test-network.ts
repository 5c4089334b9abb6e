import { CatalogueModule, CLOCK } from '@maillage/catalogue';
import { DatabaseModule, ReadPool, UnitOfWork } from '@maillage/database';
import {
  type Actor,
  MemberRepository,
  OrganizationService,
  type OrganizationRole,
  systemActor,
} from '@maillage/identity';
import { type Clock, systemClock } from '@maillage/kernel';
import { demoSiren } from '@maillage/territory';
import type { DynamicModule, Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** The services on a database of their own, with people to act as. */
export interface TestNetwork {
  readonly module: TestingModule;
  readonly database: TestDatabase;
  /** A new verified organization. */
  organization(name: string, verified?: boolean): Promise<string>;
  member(role: OrganizationRole, organizationId: string, verified?: boolean): Promise<Actor>;
  moderator(): Promise<Actor>;
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

let sirens = 1;

export interface TestNetworkOptions {
  /** One that travels, where a suite needs another day. */
  readonly clock?: Clock;
  /** A database of the caller's, on a server of its own. */
  readonly database?: TestDatabase;
}

/** @param modules further modules on the same database */
export async function createTestNetwork(
  modules: readonly (DynamicModule | Type)[] = [],
  { clock = systemClock, ...given }: TestNetworkOptions = {},
): Promise<TestNetwork> {
  const database = given.database ?? (await createTestDatabase());
  const options = { url: database.url, poolSize: 8, queryTimeout: 20_000 };
  const module = await Test.createTestingModule({
    imports: [DatabaseModule.forRoot(options, []), CatalogueModule, ...modules],
  })
    .overrideProvider(CLOCK)
    .useValue(clock)
    .compile();
  await module.init();
  const unitOfWork = module.get(UnitOfWork);
  const members = module.get(MemberRepository, { strict: false });
  const organizations = module.get(OrganizationService, { strict: false });
  const system = systemActor('test', ['organization:write', 'moderate']);
  const person = async (name: string): Promise<string> =>
    unitOfWork.run((transaction) => members.upsert(transaction, `test|${name}${Math.random()}`, name, true));
  return {
    module,
    database,
    async organization(name, verified = true) {
      const command = { type: 'ASSOCIATION' as const, name, siren: demoSiren(sirens++) };
      if (verified) return organizations.create(system, command);
      const id = await person('creator');
      return organizations.create(memberActor(id, []), command);
    },
    async member(role, organizationId, verified = true) {
      return memberActor(await person(role), [{ organizationId, role, verified }]);
    },
    async moderator() {
      const id = await person('moderator');
      return { ...memberActor(id, []), networkRoles: new Set(['MODERATOR'] as const) };
    },
    rows: (text, values) => module.get(ReadPool).queryText(text, values),
    async close() {
      await module.close();
      await database.drop();
    },
  };
}

type MemberActor = Extract<Actor, { kind: 'MEMBER' }>;

function memberActor(id: string, memberships: MemberActor['memberships']): MemberActor {
  const rights = {
    territoryRoles: [],
    networkRoles: new Set<never>(),
    keyScopes: null,
    audienceLimit: 'NETWORK',
  } as const;
  return { kind: 'MEMBER', id, name: `member:${id}`, displayName: 'Test', memberships, ...rights };
}
