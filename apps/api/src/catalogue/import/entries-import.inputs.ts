import type { PushedState } from '@maillage/catalogue';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { graphqlEnum } from '../../fields/graphql-enumerations.js';
import { audiences, pushedStates } from '../../fields/product.enumerations.js';
import { RepeatableInput } from '../../request/repeatable.input.js';
import { UrlScalar } from '../../scalars/scalars.js';
import { addContentFields, EntryRelationInput } from '../entry.inputs.js';

@InputType('EntryImportContentInput', {
  description: 'Content of a pushed entry, whole: what is absent is not answered any more.',
})
export class EntryImportContentInput {
  @Field(() => [EntryRelationInput], {
    nullable: true,
    description: 'Links to entries and systems of the catalogue, by their ids; absent: none.',
  })
  relations?: EntryRelationInput[] | null;
}

addContentFields(EntryImportContentInput);

@InputType('EntryImportItemInput', { description: 'One entry of the source.' })
export class EntryImportItemInput {
  @Field(() => String, { description: 'Its id in the source, stable; 1 to 300 characters.' })
  sourceId!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Its page at the source; shown to readers, never requested.' })
  sourceUrl?: string | null;

  @Field(() => graphqlEnum(pushedStates), {
    nullable: true,
    description: 'CURRENT by default. Of ARCHIVED and WITHDRAWN the content is not read.',
  })
  state?: PushedState | null;

  @Field(() => EntryImportContentInput, { nullable: true, description: 'What it says; needed while it is CURRENT.' })
  content?: EntryImportContentInput | null;

  @Field(() => ID, { nullable: true, description: 'Organization that it is about; the owner by default.' })
  subjectOrganizationId?: string | null;

  @Field(() => graphqlEnum(audiences), {
    nullable: true,
    description: 'Who sees it once published. Absent: PUBLIC for a new entry, as it is for one that is there.',
  })
  audience?: 'PUBLIC' | 'NETWORK' | 'ORGANIZATION' | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of the newest revision that you know of (`revision` of your last answer), 0 for none: anything else is a CONFLICT. Absent: whatever it is.',
  })
  baseRevision?: number | null;
}

@InputType('EntriesImportInput', { description: 'A batch of entries that an organization’s own program pushes.' })
export class EntriesImportInput extends RepeatableInput {
  @Field(() => String, {
    description: 'Your name of the batch, for the audit log: 1 to 128 letters, digits, dots, colons, hyphens.',
  })
  batchId!: string;

  @Field(() => String, {
    description:
      'Name of your source, e.g. your domain: 3 to 64 lower-case letters, digits, dots, hyphens. Belongs to the organization that pushes under it first.',
  })
  source!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Organization that owns source and entries; of a portal’s key, its own, which is the default.',
  })
  ownerId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True: readers see it at once. False: drafts, which a coordinator compares and publishes.',
  })
  publish!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True: nothing is written; the answer is what it would have been.',
  })
  dryRun!: boolean;

  @Field(() => [EntryImportItemInput], { description: '1 to 500 items; each is applied whole or not at all.' })
  items!: EntryImportItemInput[];
}
