import {
  type ComplianceAnswer,
  complianceAnswers,
  contentFieldOf,
  entryKinds,
  envelopeFields,
  kindEnumeration,
  relationTypes,
} from '@maillage/catalogue';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { addFields } from '../fields/content-types.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import * as sets from '../fields/product.enumerations.js';
import { RepeatableInput } from '../request/repeatable.input.js';
import { SirenScalar, UrlScalar } from '../scalars/scalars.js';

@InputType('CommitmentComplianceInput', { description: 'Whether the use keeps one commitment of the charter.' })
export class CommitmentComplianceInput {
  @Field(() => Int, { description: 'Number of the commitment in the charter, from 1.' })
  commitment!: number;

  @Field(() => graphqlEnum(complianceAnswers), { description: 'Kept or not.' })
  status!: ComplianceAnswer;

  @Field(() => String, { nullable: true, description: 'How, or why not; at most 2,000 characters.' })
  note?: string | null;
}

@InputType('EntryRelationInput', { description: 'A typed link to another entry or to a system.' })
export class EntryRelationInput {
  @Field(() => graphqlEnum(relationTypes), { description: 'What the link says.' })
  type!: string;

  @Field(() => ID, { description: 'Id of the other entry, or of the system for USES_SYSTEM.' })
  target!: string;

  @Field(() => [CommitmentComplianceInput], {
    nullable: true,
    description: 'For GOVERNED_BY_CHARTER, commitment by commitment.',
  })
  compliance?: CommitmentComplianceInput[] | null;
}

@InputType('ProposedSupplierInput', { description: 'A supplier by name; found again by SIREN, name or alias.' })
export class ProposedSupplierInput {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => SirenScalar, { nullable: true, description: 'Its SIREN.' })
  siren?: string | null;

  @Field(() => String, { nullable: true, description: 'Identifier outside France, with its register: `GB:01234567`.' })
  foreignId?: string | null;
}

@InputType('ProposedSystemInput', {
  description: 'An AI product by name; found again by name or alias, else proposed to the moderators.',
})
export class ProposedSystemInput {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Its page.' })
  url?: string | null;

  @Field(() => ProposedSupplierInput, { nullable: true, description: 'Who sells or makes it.' })
  supplier?: ProposedSupplierInput | null;
}

/** Content of an entry: the envelope's fields in the input itself, the kind's in the field named after it. */
@InputType({ isAbstract: true })
export abstract class EntryContentInput extends RepeatableInput {
  @Field(() => [EntryRelationInput], {
    nullable: true,
    description: 'Links. In a revision, absent: those of the base revision are kept.',
  })
  relations?: EntryRelationInput[] | null;

  @Field(() => ProposedSystemInput, {
    nullable: true,
    description: 'A system that is not in the catalogue yet; use cases only.',
  })
  proposedSystem?: ProposedSystemInput | null;
}

/** Kinds by the field of the input that holds their own content. */
export const kindFields: ReadonlyMap<string, string> = new Map(
  entryKinds.map((kind) => [contentFieldOf(kind), kind.kind]),
);

const kindInputs = entryKinds.map((kind) => {
  const name = `${kind.typeName}Input`;
  const made = { [name]: class {} }[name] as new () => object;
  InputType(name, { description: kind.describe.en })(made);
  addFields(kind.fields, made, 'input');
  const description = `Content of a ${kind.typeName}; exactly one kind is given.`;
  return { field: contentFieldOf(kind), made, description };
});

/** Adds the envelope's fields and one field for each kind to a class of input. */
export function addContentFields(target: abstract new () => object): void {
  addFields(envelopeFields, target as new () => object, 'input');
  for (const { field, made, description } of kindInputs) {
    Field(() => made, { nullable: true, description })(target.prototype as object, field);
  }
}

addContentFields(EntryContentInput);

@InputType('EntryCreateInput', { description: 'A new entry with its first draft.' })
export class EntryCreateInput extends EntryContentInput {
  @Field(() => ID, { description: 'Organization that maintains it; the caller is its contributor.' })
  ownerId!: string;

  @Field(() => ID, { nullable: true, description: 'Organization that it is about; the owner by default.' })
  subjectOrganizationId?: string | null;

  @Field(() => graphqlEnum(sets.audiences), {
    nullable: true,
    description: 'Who will see it once published; PUBLIC by default.',
  })
  audience?: 'PUBLIC' | 'NETWORK' | 'ORGANIZATION' | null;
}

@InputType('EntryReviseInput', {
  description: 'A further draft beside what readers see: the whole content, not a part of it.',
})
export class EntryReviseInput extends EntryContentInput {
  @Field(() => ID, { description: 'Id of the entry.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the newest revision that you have read (`lastRevision`).' })
  baseRevision!: number;
}

@InputType('EntryMoveInput', { description: 'A move of an entry that needs nothing but its id.' })
export class EntryMoveInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the entry.' })
  id!: string;
}

@InputType({ isAbstract: true })
abstract class NewestRevisionInput extends EntryMoveInput {
  @Field(() => Int, { description: 'Number of the newest revision that you have read (`lastRevision`).' })
  baseRevision!: number;
}

@InputType('PersonalDataDecisionInput', {
  description: 'Why something that a text tells of a person stays. Kept on the revision and in the audit log.',
})
export class PersonalDataDecisionInput {
  @Field(() => String, { description: '`details.finding` of the error PERSONAL_DATA.' })
  finding!: string;

  @Field(() => String, { description: '"It stays, because …", at most 500 characters.' })
  reason!: string;
}

@InputType('RevisionMoveInput', { description: 'A move of the newest revision towards its readers.' })
export class RevisionMoveInput extends NewestRevisionInput {
  @Field(() => [PersonalDataDecisionInput], {
    nullable: true,
    description: 'For each finding of PERSONAL_DATA that stays; decided once, it stays in later revisions.',
  })
  personalDataDecisions?: PersonalDataDecisionInput[] | null;
}

@InputType('EntryRequestChangesInput', { description: 'Sends a submitted revision back.' })
export class EntryRequestChangesInput extends NewestRevisionInput {
  @Field(() => String, { description: 'What needs changing.' })
  comment!: string;
}

@InputType('EntrySetAudienceInput', { description: 'Changes who sees an entry; a smaller audience holds at once.' })
export class EntrySetAudienceInput extends EntryMoveInput {
  @Field(() => graphqlEnum(sets.audiences), { description: 'Who sees it from now on.' })
  audience!: 'PUBLIC' | 'NETWORK' | 'ORGANIZATION';

  @Field(() => Int, { description: 'The entry’s `version` that you have read.' })
  baseVersion!: number;
}

@InputType('EntryWithdrawInput', { description: 'Takes an entry back; a tombstone is left.' })
export class EntryWithdrawInput extends EntryMoveInput {
  @Field(() => String, { nullable: true, description: 'Why; for those who may edit it.' })
  reason?: string | null;
}

@InputType('EntryMergeInput', { description: 'Merges an entry into another that says the same.' })
export class EntryMergeInput extends EntryMoveInput {
  @Field(() => ID, { description: 'Id of the entry that stays.' })
  intoId!: string;
}

@InputType('EntryFilter', { description: 'Fields narrow each other.' })
export class EntryFilterInput {
  @Field(() => graphqlEnum(kindEnumeration), { nullable: true, description: 'One kind.' })
  kind?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Entries that this organization maintains; its members get its drafts too.',
  })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Entries about this organization.' })
  subjectOrganizationId?: string | null;

  @Field(() => [graphqlEnum(sets.entryStates)], {
    nullable: true,
    description: 'Default: published ones; for one’s own organization, every state.',
  })
  states?: ('DRAFT' | 'PUBLISHED' | 'ARCHIVED' | 'WITHDRAWN' | 'MERGED')[] | null;
}
