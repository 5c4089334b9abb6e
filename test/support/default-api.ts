import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Args, Field, GraphQLModule, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

@ObjectType()
class Town {
  @Field(() => String)
  name!: string;

  @Field(() => [Town])
  near!: readonly Town[];
}

@Resolver()
class TownResolver {
  @Query(() => [Town])
  towns(@Args('first', { type: () => Int, nullable: true }) first: number | null): Town[] {
    const one: Town = { name: 'Bourg-Neuf', near: [] };
    return Array.from({ length: first ?? 2 }, () => ({ ...one, near: [one] }));
  }

  @Mutation(() => String)
  rename(@Args('name', { type: () => String }) name: string): string {
    return name;
  }
}

@Module({
  imports: [
    GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      // as where nothing is set: the test runner says `test`
      nodeEnv: 'development',
    }),
  ],
  providers: [TownResolver],
})
class DefaultModule {}

/** A small GraphQL API with nothing but the defaults of Nest and Apollo: what our own settings are held against. */
export async function createDefaultApi(): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(DefaultModule, new FastifyAdapter(), { logger: false });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
