import { type TerritoryLevel, TerritoryView } from '@maillage/territory';
import { Inject } from '@nestjs/common';
import { Args, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { territoryLevels } from '../fields/product.enumerations.js';
import { TerritoryCardType } from '../identity/organization.type.js';
import { Public } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import { SirenScalar } from '../scalars/scalars.js';

@ObjectType('Territory', {
  description: 'A place of the official geographical code, with what tells it from others of its name.',
})
export class TerritoryType extends TerritoryCardType {
  @Field(() => SirenScalar, { nullable: true, description: 'SIREN of the body that governs it.' })
  siren!: string | null;

  @Field(() => [String], { description: 'Postal codes.' })
  postalCodes!: readonly string[];

  @Field(() => Boolean, { description: 'Invented for the demonstration.' })
  demonstration!: boolean;
}

const MAX_PAGE = 50;

@Resolver()
export class TerritoryResolver {
  constructor(@Inject(TerritoryView) private readonly view: TerritoryView) {}

  @Public()
  @Query(() => [TerritoryType], {
    description:
      'Completes a name ("st denis"), postal code, INSEE code or SIREN; exact names first, larger places first.',
  })
  async territories(
    @Args('search', { type: () => String, description: 'What was typed.' }) search: string,
    @Args('level', { type: () => graphqlEnum(territoryLevels), nullable: true, description: 'One level only.' })
    level: TerritoryLevel | null,
    @Args('first', { type: () => Int, nullable: true, description: '1 to 50; 20 by default.' }) first: number | null,
  ): Promise<TerritoryType[]> {
    const found = await this.view.search(search, level ?? null, firstOf(first, MAX_PAGE));
    return found.map(({ source, ...territory }) => ({ ...territory, demonstration: source === 'DEMO' }));
  }
}
