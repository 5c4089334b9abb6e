import { kindEnumeration, themes } from '@maillage/catalogue';
import type { FeedScope } from '@maillage/feed';
import { Field, ID, InputType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';

@InputType('FeedFilter', {
  description: 'What of the feed is followed: within a list one of them is enough, between lists all must hold.',
})
export class FeedFilterInput implements FeedScope {
  @Field(() => [graphqlEnum(kindEnumeration)], { nullable: true, description: 'Kinds of entries.' })
  kinds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Ids of territories that the owner lies in: `COMMUNE-93066`, `DEPARTEMENT-93`, `REGION-11`.',
  })
  territories?: string[] | null;

  @Field(() => [graphqlEnum(themes)], { nullable: true, description: 'Themes.' })
  themes?: string[] | null;
}
