import 'reflect-metadata';
import { actionNamed, type Right, rights, visitor } from '@maillage/identity';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Query } from '@nestjs/graphql';
import { controllers, resolvers } from '../../apps/api/src/api.module.js';
import { ACCESS } from '../../apps/api/src/request/access.decorators.js';
import { AccessGuard } from '../../apps/api/src/request/access.guard.js';
import { AccountController } from '../../apps/api/src/sign-in/account.controller.js';
import { SignInController } from '../../apps/api/src/sign-in/sign-in.controller.js';

/** Names of Nest's own metadata: a root field of GraphQL, a route of HTTP. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const ROUTE_PATH = 'path';

type Class = abstract new (...args: never[]) => object;

/** Methods that the outside calls, with what they say of access. */
function entryPoints(classes: readonly Class[]): { name: string; access: unknown }[] {
  return classes.flatMap((one) => {
    const prototype = one.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (name === 'constructor' || typeof handler !== 'function') return [];
      const kind: unknown = Reflect.getMetadata(RESOLVER_TYPE, handler);
      const isRoot =
        ['Query', 'Mutation', 'Subscription'].includes(String(kind)) || Reflect.hasMetadata(ROUTE_PATH, handler);
      return isRoot ? [{ name: `${one.name}.${name}`, access: Reflect.getMetadata(ACCESS, handler) as unknown }] : [];
    });
  });
}

class BareResolver {
  @Query(() => String)
  bare(): string {
    return 'for everyone?';
  }
}

describe('default deny', () => {
  it('finds a planted bare root field', () => {
    expect(entryPoints([BareResolver])).toEqual([{ name: 'BareResolver.bare', access: undefined }]);
  });

  it('leaves no root field and no route without @Allow or @Public', () => {
    const found = entryPoints([
      ...resolvers,
      ...controllers,
      AccountController,
      SignInController,
    ] as unknown as Class[]);
    expect(found.length).toBeGreaterThan(40);
    expect(found.filter((one) => one.access === undefined)).toEqual([]);
  });

  it('has a row in the table of rights for each root field, which says the same, and no row for anything else', () => {
    const fields = entryPoints(resolvers as unknown as Class[]).map(({ name, access }) => {
      const field = name.slice(name.indexOf('.') + 1);
      const action = actionNamed(field);
      const right: Right | null = action && rights[action];
      return {
        field,
        says: access,
        row: right === null ? 'NONE: add it to rights.table.ts' : (right.scope ?? 'PUBLIC'),
      };
    });
    expect(fields.filter(({ says, row }) => says !== row)).toEqual([]);
    const known = new Set(fields.map(({ field }) => field));
    expect(Object.keys(rights).filter((name) => !name.includes('.') && !known.has(name))).toEqual([]);
  });

  it('refuses a root field without a row, to everyone', async () => {
    const unlisted = (): string => 'for everyone?';
    Reflect.defineMetadata(ACCESS, 'PUBLIC', unlisted);
    const execution = {
      getHandler: () => unlisted,
      getType: () => 'graphql',
      getArgs: () => [{}, {}, { identify: async () => visitor }, {}],
      getClass: () => BareResolver,
    } as unknown as ExecutionContext;
    const guard = new AccessGuard(new Reflector());
    await expect(guard.canActivate(execution)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses what is bare, to everyone', async () => {
    const guard = new AccessGuard(new Reflector());
    const execution = {
      getHandler: () => BareResolver.prototype.bare,
      getType: () => 'graphql',
      getArgs: () => [{}, {}, { identify: async () => visitor }],
      getClass: () => BareResolver,
    } as unknown as ExecutionContext;
    await expect(guard.canActivate(execution)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
