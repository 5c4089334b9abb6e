import { allFieldsOf, type FieldVisit, fieldsIn, kindEnumeration, kindOf } from '@maillage/catalogue';
import { Args, Context, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Public } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { enumerations, graphqlEnum } from './graphql-enumerations.js';
import { audiences, labelLanguages, stages } from './product.enumerations.js';

@ObjectType('EnumValueLabel', { description: 'A value of a closed set, with its label.' })
export class EnumValueLabelType {
  @Field(() => String, { description: 'The value, as inputs and answers have it.' })
  value!: string;

  @Field(() => String, { description: 'What to show.' })
  label!: string;

  @Field(() => Boolean, { description: 'Says "not known": legal, visible, counted as not answered.' })
  unknown!: boolean;
}

@ObjectType('EnumLabels', { description: 'A closed set of the schema, with the labels of its values.' })
export class EnumLabelsType {
  @Field(() => String, { description: 'Name of the GraphQL enum.' })
  name!: string;

  @Field(() => String, { description: 'What the set is about.' })
  description!: string;

  @Field(() => [EnumValueLabelType], { description: 'Its values, in their natural order.' })
  values!: readonly EnumValueLabelType[];
}

@ObjectType('FieldDescription', { description: 'A field of the field table, for forms and exports.' })
export class FieldDescriptionType {
  @Field(() => String, { description: 'Path with dots; items of lists add nothing: `risks.mitigation`.' })
  path!: string;

  @Field(() => String, { description: 'What to show.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'Help for whoever fills it in.' })
  help!: string | null;

  @Field(() => String, { description: 'TEXT, URL, DATE, ENUM, OBJECT …' })
  type!: string;

  @Field(() => Boolean, { description: 'Takes several values, or stands in a list.' })
  isList!: boolean;

  @Field(() => String, { nullable: true, description: 'Name of its closed set (`enumLabels`).' })
  enum!: string | null;

  @Field(() => graphqlEnum(audiences), { description: 'Who sees it: PUBLIC or NETWORK.' })
  audience!: string;

  @Field(() => graphqlEnum(stages), { nullable: true, description: 'Stage from which it is asked for.' })
  requiredFrom!: string | null;

  @Field(() => Boolean, { description: 'Asked of high-risk uses only.' })
  requiredForHighRisk!: boolean;
}

/** Labels of the schema in both languages: what interfaces and exports show. */
@Resolver()
export class FieldTableResolver {
  @Public()
  @Query(() => [EnumLabelsType], { description: 'Labels of the closed sets of this schema.' })
  enumLabels(
    @Args('names', { type: () => [String], nullable: true, description: 'Names of enums; all by default.' })
    names: string[] | null,
    @Args('lang', {
      type: () => graphqlEnum(labelLanguages),
      nullable: true,
      description: 'By default that of `Accept-Language`.',
    })
    lang: 'fr' | 'en' | null,
    @Context() context: RequestContext,
  ): EnumLabelsType[] {
    const language = lang ?? context.language;
    return enumerations()
      .filter((set) => names === null || names === undefined || names.includes(set.name))
      .map((set) => ({
        name: set.name,
        description: set.describe[language],
        values: Object.entries(set.values).map(([value, { label }]) => ({
          value,
          label: label[language],
          unknown: set.unknown === value,
        })),
      }));
  }

  @Public()
  @Query(() => [FieldDescriptionType], {
    description: 'Fields of a kind of entry: labels, help, who sees them, when they are asked for.',
  })
  fieldTable(
    @Args('kind', { type: () => graphqlEnum(kindEnumeration), description: 'Kind of entry.' }) kind: string,
    @Args('lang', {
      type: () => graphqlEnum(labelLanguages),
      nullable: true,
      description: 'By default that of `Accept-Language`.',
    })
    lang: 'fr' | 'en' | null,
    @Context() context: RequestContext,
  ): FieldDescriptionType[] {
    const language = lang ?? context.language;
    return fieldsIn(allFieldsOf(kindOf(kind))).map((visit) => fieldObject(visit, language));
  }
}

function fieldObject({ field, path, inList, audience }: FieldVisit, language: 'fr' | 'en'): FieldDescriptionType {
  const isList = field.shape.type === 'LIST';
  const shape = field.shape.type === 'LIST' ? field.shape.of.shape : field.shape;
  return {
    path: path.join('.'),
    label: field.label[language],
    help: field.help?.[language] ?? null,
    type: shape.type,
    isList: isList || inList,
    enum: shape.type === 'ENUM' ? shape.enumeration.name : null,
    audience,
    requiredFrom: field.required?.from ?? null,
    requiredForHighRisk: field.required?.highRisk ?? false,
  };
}
