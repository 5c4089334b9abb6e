import {
  complianceAnswers,
  entryKinds,
  envelopeFields,
  kindEnumeration,
  kindOf,
  relationTypes,
} from '@maillage/catalogue';
import { Field, ID, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import { addFields } from '../fields/content-types.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import * as sets from '../fields/product.enumerations.js';
import { OrganizationCardType } from '../identity/organization.type.js';
import { DateScalar, DateTimeScalar, JsonScalar, UrlScalar } from '../scalars/scalars.js';
import { SystemCardType } from './system.type.js';

@ObjectType('EntryOrigin', { description: 'Where an imported or taken-over entry comes from.' })
export class EntryOriginType {
  @Field(() => String, { description: 'Name of the source, e.g. `interconnectes`.' })
  source!: string;

  @Field(() => String, { description: 'Identifier in the source; unique with it.' })
  sourceId!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Address of the source.' })
  sourceUrl!: string | null;

  @Field(() => JsonScalar, { nullable: true, description: 'Values as the source gave them; for the owner only.' })
  raw!: unknown;
}

@ObjectType('EntryReference', { description: 'Another entry, as far as a relation shows it.' })
export class EntryReferenceType {
  @Field(() => ID, { description: 'Id of the entry.' })
  id!: string;

  @Field(() => graphqlEnum(kindEnumeration), { description: 'Its kind.' })
  kind!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;
}

@ObjectType('CommitmentCompliance', {
  description: 'Whether a use keeps one commitment of the charter that governs it.',
})
export class CommitmentComplianceType {
  @Field(() => Int, { description: 'Number of the commitment in the charter, from 1.' })
  commitment!: number;

  @Field(() => graphqlEnum(complianceAnswers), { description: 'Kept or not.' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'How, or why not.' })
  note!: string | null;
}

@ObjectType('EntryRelation', { description: 'A typed link to another entry or to a system that the caller sees.' })
export class EntryRelationType {
  @Field(() => graphqlEnum(relationTypes), { description: 'What the link says.' })
  type!: string;

  @Field(() => EntryReferenceType, { nullable: true, description: 'The other entry.' })
  targetEntry!: EntryReferenceType | null;

  @Field(() => SystemCardType, { nullable: true, description: 'The system, for USES_SYSTEM.' })
  targetSystem!: SystemCardType | null;

  @Field(() => [CommitmentComplianceType], {
    nullable: true,
    description: 'For GOVERNED_BY_CHARTER, commitment by commitment.',
  })
  compliance!: readonly CommitmentComplianceType[] | null;
}

@ObjectType('NamedContact', {
  description: 'A member who offers to be called, and said so themself. For members of the network only, for a year.',
})
export class NamedContactType {
  @Field(() => String, { description: 'Their name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What they do there.' })
  function!: string | null;

  @Field(() => String, { nullable: true, description: 'Their mailbox.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Their number.' })
  phone!: string | null;

  @Field(() => DateScalar, { description: 'Last day on which it is shown, unless they say it again.' })
  until!: string;
}

@ObjectType('AdoptionCount', { description: 'Organizations that reuse an entry, by state.' })
export class AdoptionCountType {
  @Field(() => graphqlEnum(sets.adoptionStates), { description: 'How far they are.' })
  state!: string;

  @Field(() => Int, { description: 'Number of organizations.' })
  count!: number;
}

@ObjectType('Completeness', {
  description: 'About the record, never about the use: how many of the questions that apply are answered.',
})
export class CompletenessType {
  @Field(() => Int, { description: 'Questions answered; a value that says "not known" does not count.' })
  answered!: number;

  @Field(() => Int, { description: 'Questions that apply at this stage and risk.' })
  asked!: number;

  @Field(() => [String], { description: 'Paths of what is missing, with dots.' })
  missing!: readonly string[];
}

@ObjectType('EntryPermissions', {
  description: 'What the caller may do with an entry now: rights and workflow together.',
})
export class EntryPermissionsType {
  @Field(() => Boolean, { description: '`entryRevise`.' })
  canRevise!: boolean;

  @Field(() => Boolean, { description: '`entrySubmit`.' })
  canSubmit!: boolean;

  @Field(() => Boolean, { description: '`entryRequestChanges`.' })
  canRequestChanges!: boolean;

  @Field(() => Boolean, { description: '`entryPublish`.' })
  canPublish!: boolean;

  @Field(() => Boolean, { description: '`entryConfirm`.' })
  canConfirm!: boolean;

  @Field(() => Boolean, { description: '`entrySetAudience`.' })
  canSetAudience!: boolean;

  @Field(() => Boolean, { description: '`entryClaim`.' })
  canClaim!: boolean;

  @Field(() => Boolean, { description: '`entryArchive`.' })
  canArchive!: boolean;

  @Field(() => Boolean, { description: '`entryWithdraw`.' })
  canWithdraw!: boolean;

  @Field(() => Boolean, { description: '`entryMerge`.' })
  canMerge!: boolean;
}

/** Fields of every entry; those of the envelope's field table are added below. */
@InterfaceType('Entry', {
  description: 'A use case, clause or charter of the catalogue, as the caller’s audience sees it.',
  // A name, not a class: Nest would look the class up for every entry of a list.
  resolveType: (entry: { kind: string }) => kindOf(entry.kind).typeName,
})
export abstract class EntryType {
  @Field(() => ID, { description: 'UUIDv7; never used again.' })
  id!: string;

  @Field(() => graphqlEnum(kindEnumeration), { description: 'Kind of entry; decides the object type.' })
  kind!: string;

  @Field(() => graphqlEnum(sets.entryStates), { description: 'Where it stands in its life.' })
  state!: string;

  @Field(() => graphqlEnum(sets.audiences), { description: 'Who sees it.' })
  audience!: string;

  @Field(() => Int, { description: '+1 on each change of what any audience sees.' })
  version!: number;

  @Field(() => Int, { description: 'Number of the revision shown.' })
  revision!: number;

  @Field(() => Int, { description: 'Number of the newest revision, drafts included: the `baseRevision` of a change.' })
  lastRevision!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the revision that readers see; null while nothing is published.',
  })
  publishedRevision!: number | null;

  @Field(() => OrganizationCardType, { description: 'Who maintains it.' })
  owner!: OrganizationCardType;

  @Field(() => OrganizationCardType, { description: 'Whom it is about.' })
  subjectOrganization!: OrganizationCardType;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the subject took it over.' })
  claimedAt!: string | null;

  @Field(() => Boolean, { description: 'False: what it says of its subject was not confirmed by that organization.' })
  confirmedBySubject!: boolean;

  @Field(() => String, { nullable: true, description: 'Who speaks, in words, where the subject has not confirmed it.' })
  provenance!: string | null;

  @Field(() => EntryOriginType, {
    nullable: true,
    description: 'Where it comes from, if it was imported or taken over.',
  })
  origin!: EntryOriginType | null;

  @Field(() => SystemCardType, { nullable: true, description: 'The AI product that it uses.' })
  system!: SystemCardType | null;

  @Field(() => [EntryRelationType], { description: 'Links to what the caller sees.' })
  relations!: readonly EntryRelationType[];

  @Field(() => [AdoptionCountType], { description: 'Organizations that reuse it, by state.' })
  adoptions!: readonly AdoptionCountType[];

  @Field(() => Int, { description: 'Organizations that reuse it or mean to; DROPPED excepted.' })
  adoptionTotal!: number;

  @Field(() => NamedContactType, {
    nullable: true,
    description: 'Whom to call, by name: null for the public, and where nobody offered. `contact` is the service.',
  })
  namedContact!: NamedContactType | null;

  @Field(() => DateTimeScalar, { description: 'When its first draft was written.' })
  createdAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the revision that readers see was published.' })
  publishedAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'Last change.' })
  updatedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Last "still true".' })
  lastConfirmedAt!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When its owner must confirm or revise it; null for what has ended.',
  })
  reviewBy!: string | null;

  @Field(() => graphqlEnum(sets.freshness), {
    nullable: true,
    description: 'From the review date, at the time of reading.',
  })
  freshness!: string | null;

  @Field(() => CompletenessType, { description: 'How far the record is filled in.' })
  completeness!: CompletenessType;

  @Field(() => EntryPermissionsType, { description: 'What the caller may do with it.' })
  permissions!: EntryPermissionsType;

  @Field(() => graphqlEnum(sets.revisionStates), {
    nullable: true,
    description: 'State of the newest revision; for the owner, and for those who review it.',
  })
  draftState!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reviewer’s words on the newest revision; for the owner only.',
  })
  reviewComment!: string | null;
}

addFields(envelopeFields, EntryType as unknown as new () => object, 'output');

/** One object type a kind, from its field table: a new kind needs nothing here. */
export const entryTypes: ReadonlyMap<string, new () => object> = new Map(
  entryKinds.map((kind) => {
    const made = { [kind.typeName]: class extends (EntryType as unknown as new () => object) {} }[
      kind.typeName
    ] as new () => object;
    ObjectType(kind.typeName, { description: kind.describe.en, implements: () => [EntryType] })(made);
    addFields(kind.fields, made, 'output');
    return [kind.kind, made] as const;
  }),
);
