import { kindEnumeration } from '@maillage/catalogue';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import * as sets from '../fields/product.enumerations.js';

@ObjectType('SuggestedEntry', { description: 'An entry that has what is typed.' })
export class SuggestedEntryType {
  @Field(() => ID, { description: 'Id of the entry: `entry(id)`.' })
  id!: string;

  @Field(() => graphqlEnum(kindEnumeration), { description: 'Kind of entry.' })
  kind!: string;

  @Field(() => String, { description: 'Title.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The title as safe HTML, the only tag is `<mark>`; null where nothing typed is in it.',
  })
  titleHtml!: string | null;

  @Field(() => String, { description: 'Whom it is about.' })
  organizationName!: string;
}

@ObjectType('SuggestedName', { description: 'A name that begins like what is typed.' })
export class SuggestedNameType {
  @Field(() => ID, { description: 'Id, for the filter of the search.' })
  id!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => Int, { description: 'Entries that the caller sees and that have it.' })
  count!: number;
}

@ObjectType('SuggestedTheme', { description: 'A theme or sub-theme whose name begins like what is typed.' })
export class SuggestedThemeType {
  @Field(() => String, { description: 'Value for the filter.' })
  value!: string;

  @Field(() => String, { description: 'Field of `SearchFilter` that takes it: `themes` or `subThemes`.' })
  filter!: string;

  @Field(() => String, { description: 'Its name in the language of the request.' })
  label!: string;
}

@ObjectType('Suggestions', { description: 'What may be meant by what is typed; half words are found.' })
export class SuggestionsType {
  @Field(() => [SuggestedEntryType], { description: 'Entries.' })
  entries!: readonly SuggestedEntryType[];

  @Field(() => [SuggestedNameType], { description: 'Organizations, for `filter.organizationIds`.' })
  organizations!: readonly SuggestedNameType[];

  @Field(() => [SuggestedNameType], { description: 'AI products, for `filter.systems`.' })
  systems!: readonly SuggestedNameType[];

  @Field(() => [SuggestedNameType], { description: 'Suppliers, for `filter.suppliers`.' })
  suppliers!: readonly SuggestedNameType[];

  @Field(() => [SuggestedThemeType], { description: 'Themes and sub-themes.' })
  themes!: readonly SuggestedThemeType[];

  @Field(() => graphqlEnum(sets.searchModes), { description: 'FALLBACK: the search engine is away.' })
  mode!: string;
}
