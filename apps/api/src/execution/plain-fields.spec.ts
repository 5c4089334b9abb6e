import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Field, GraphQLSchemaBuilderModule, GraphQLSchemaFactory, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { execute, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { withPlainFields } from './plain-fields.js';

@ObjectType('Town')
class TownType {
  @Field(() => String)
  name!: string;

  @Field(() => String, { name: 'called' })
  nickname!: string;

  @Field(() => String, { defaultValue: 'none' })
  region!: string;

  @Field(() => String, { middleware: [async (_, next) => `${String(await next())}!`] })
  loud!: string;
}

@Resolver(() => TownType)
class TownResolver {
  @Query(() => TownType)
  town(): TownType {
    throw new Error('not called: the schema is made without its resolvers');
  }
}

describe('plain fields', () => {
  let schema: GraphQLSchema;

  beforeAll(async () => {
    const context = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
    schema = withPlainFields(await context.get(GraphQLSchemaFactory).create([TownResolver]));
    await context.close();
  });

  it('have no resolver; those that do more keep theirs', () => {
    const town = schema.getType('Town');
    const resolved = isObjectType(town) ? Object.values(town.getFields()).filter(({ resolve }) => resolve) : [];
    expect(resolved.map(({ name }) => name)).toEqual(['called', 'region', 'loud']);
  });

  it('are answered as before', async () => {
    const rootValue = { town: { name: 'Bourg-Neuf', nickname: 'le Bourg', loud: 'oyez' } };
    const query = schema.getQueryType()?.getFields()['town'];
    if (query) query.resolve = ({ town }: typeof rootValue) => town;
    const document = parse('{ town { name called region loud } }');
    const { data } = await execute({ schema, document, rootValue });
    expect(data).toEqual({ town: { name: 'Bourg-Neuf', called: 'le Bourg', region: 'none', loud: 'oyez!' } });
  });
});
