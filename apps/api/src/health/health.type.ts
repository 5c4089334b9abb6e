import { Field, Int, ObjectType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { audiences, healthStatuses } from '../fields/product.enumerations.js';

@ObjectType('DatabaseHealth', { description: 'PostgreSQL.' })
export class DatabaseHealthType {
  @Field(() => Boolean, { description: 'It answers.' })
  reachable!: boolean;

  @Field(() => String, { nullable: true, description: 'Its version.' })
  version!: string | null;

  @Field(() => String, { description: 'Where it comes from: an npm package, a path, or the setting that names it.' })
  source!: string;

  @Field(() => String, {
    nullable: true,
    description: 'CURRENT, PENDING (run `maillage migrate`) or NEWER than this version.',
  })
  migrations!: string | null;

  @Field(() => Int, { nullable: true, description: 'Committed changes that the relay has not numbered yet.' })
  pendingChanges!: number | null;
}

@ObjectType('SearchIndexHealth', { description: 'One index of the search engine.' })
export class SearchIndexHealthType {
  @Field(() => String, { description: 'Its name.' })
  index!: string;

  @Field(() => graphqlEnum(audiences), { description: 'Audience whose projection it holds.' })
  audience!: string;

  @Field(() => Boolean, { nullable: true, description: 'It is there.' })
  exists!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Documents in it.' })
  documents!: number | null;

  @Field(() => Int, { nullable: true, description: 'Changes that it has not followed yet.' })
  lag!: number | null;

  @Field(() => Int, { nullable: true, description: 'Documents that the engine refuses, set aside.' })
  quarantined!: number | null;

  @Field(() => String, { nullable: true, description: 'Whether it has the settings of this version.' })
  settings!: string | null;
}

@ObjectType('FallbackHealth', { description: 'What PostgreSQL answers searches from while the search engine is away.' })
export class FallbackHealthType {
  @Field(() => Int, { nullable: true, description: 'Documents, one an entry and audience.' })
  documents!: number | null;

  @Field(() => Int, { nullable: true, description: 'Changes that they have not followed yet.' })
  lag!: number | null;

  @Field(() => Int, { nullable: true, description: 'Documents that PostgreSQL refuses, set aside.' })
  quarantined!: number | null;
}

@ObjectType('SearchHealth', { description: 'Meilisearch.' })
export class SearchHealthType {
  @Field(() => Boolean, { description: 'It answers.' })
  reachable!: boolean;

  @Field(() => String, { nullable: true, description: 'Its version.' })
  version!: string | null;

  @Field(() => String, { description: 'Where it comes from: an npm package, a path, or the setting that names it.' })
  source!: string;

  @Field(() => [SearchIndexHealthType], { description: 'One index an audience.' })
  indexes!: readonly SearchIndexHealthType[];

  @Field(() => String, {
    description: 'CLOSED: this process asks the engine. OPEN or HALF_OPEN: it was away lately, PostgreSQL answers.',
  })
  breaker!: string;

  @Field(() => String, {
    description:
      'NONE: search goes by words alone. READY; AWAY: it failed in the last half minute, searches do without.',
  })
  embedder!: string;

  @Field(() => FallbackHealthType, { description: 'PostgreSQL’s own search documents.' })
  fallback!: FallbackHealthType;
}

@ObjectType('SignInHealth', { description: 'The issuer of OpenID Connect that people sign in with.' })
export class SignInHealthType {
  @Field(() => Boolean, { description: 'People can sign in here; without it, API keys alone are taken.' })
  configured!: boolean;

  @Field(() => String, { nullable: true, description: 'Its address.' })
  issuer!: string | null;

  @Field(() => Boolean, { description: 'It answers. While it does not, sessions that exist go on.' })
  reachable!: boolean;
}

@ObjectType('Health', { description: 'Whether the network answers, and from what.' })
export class HealthType {
  @Field(() => graphqlEnum(healthStatuses), { description: 'All of it, all but search, or not.' })
  status!: string;

  @Field(() => String, { description: 'Version of Maillage.' })
  version!: string;

  @Field(() => String, { description: 'Version of Node.' })
  node!: string;

  @Field(() => String, { description: '`demo` or `production`.' })
  mode!: string;

  @Field(() => DatabaseHealthType, { description: 'PostgreSQL.' })
  database!: DatabaseHealthType;

  @Field(() => SearchHealthType, { description: 'Meilisearch.' })
  search!: SearchHealthType;

  @Field(() => SignInHealthType, { description: 'Sign-in of people.' })
  signIn!: SignInHealthType;
}
