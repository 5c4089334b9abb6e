import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { referenceStates } from '../fields/product.enumerations.js';
import { SirenScalar, UrlScalar } from '../scalars/scalars.js';

@ObjectType('SupplierCard', { description: 'A supplier, as cards show it.' })
export class SupplierCardType {
  @Field(() => ID, { description: 'Id of the supplier.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => graphqlEnum(referenceStates), { description: 'Proposed or confirmed.' })
  state!: string;
}

@ObjectType('SystemCard', { description: 'An AI product, as cards show it.' })
export class SystemCardType {
  @Field(() => ID, { description: 'Id of the system.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => graphqlEnum(referenceStates), { description: 'Proposed or confirmed.' })
  state!: string;

  @Field(() => SupplierCardType, { nullable: true, description: 'Who sells or makes it.' })
  supplier!: SupplierCardType | null;
}

@ObjectType('ReferencePermissions', { description: 'What the caller may do with a system or supplier.' })
export class ReferencePermissionsType {
  @Field(() => Boolean, { description: '`systemConfirm` or `supplierConfirm`.' })
  canConfirm!: boolean;

  @Field(() => Boolean, { description: '`systemMerge` or `supplierMerge`.' })
  canMerge!: boolean;
}

@ObjectType('System', { description: 'An AI product: one system, as many use cases as there are deployments.' })
export class SystemType extends SystemCardType {
  @Field(() => UrlScalar, { nullable: true, description: 'Its page.' })
  url!: string | null;

  @Field(() => Int, { description: 'Entries that use it and that the caller sees.' })
  entryCount!: number;

  @Field(() => ReferencePermissionsType, { description: 'What the caller may do with it.' })
  permissions!: ReferencePermissionsType;
}

@ObjectType('Supplier', { description: 'A firm that sells or makes AI products.' })
export class SupplierType extends SupplierCardType {
  @Field(() => SirenScalar, { nullable: true, description: 'Its SIREN.' })
  siren!: string | null;

  @Field(() => String, { nullable: true, description: 'Identifier outside France, with its register.' })
  foreignId!: string | null;

  @Field(() => Int, { description: 'Its systems that entries seen by the caller use.' })
  systemCount!: number;

  @Field(() => Int, { description: 'Entries seen by the caller that use its systems.' })
  entryCount!: number;

  @Field(() => ReferencePermissionsType, { description: 'What the caller may do with it.' })
  permissions!: ReferencePermissionsType;
}
