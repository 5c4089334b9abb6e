import { kindEnumeration } from '@maillage/catalogue';
import type { FeedFilter } from '@maillage/feed';
import { Field, ID, InputType } from '@nestjs/graphql';
import { fieldEnum } from '../fields/field-enum.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';

const options = { nullable: true };

@InputType('FeedFilter', {
  description:
    'A part of the feed. Values of one list are alternatives; lists narrow each other. At most 100 values a list.',
})
export class FeedFilterInput implements FeedFilter {
  @Field(() => [graphqlEnum(kindEnumeration)], { ...options, description: 'Kinds of entry.' })
  kinds?: string[] | null;

  @Field(() => [ID], {
    ...options,
    description:
      'Places of the organization that an entry is about, those that they lie in included: `DEPARTEMENT-93`.',
  })
  territories?: string[] | null;

  @Field(() => [fieldEnum('themes')], { ...options, description: 'Themes.' })
  themes?: string[] | null;
}
