import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { PageInfoType } from '../request/page-info.type.js';
import { DateScalar, DateTimeScalar, JsonScalar } from '../scalars/scalars.js';

@ObjectType('AuditHead', {
  description:
    'Where the audit log stands: keep it, and `maillage audit verify --head` shows later whether anything of before was changed or cut off.',
})
export class AuditHeadType {
  @Field(() => DateScalar, { description: 'Day of its newest link (UTC).' })
  day!: string;

  @Field(() => Int, { description: 'Number of its newest link.' })
  sequence!: number;

  @Field(() => String, { description: 'SHA-256 of that link, which covers all before it; hexadecimal.' })
  hash!: string;
}

@ObjectType('AuditEvent', { description: 'Who did what to which object.' })
export class AuditEventType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'Stable name: `member:<id>`, `key:<id>`, `system:<what>`.' })
  actor!: string;

  @Field(() => String, { nullable: true, description: 'Of a member, as it is now; null once erased.' })
  actorName!: string | null;

  @Field(() => String, { description: 'Name of the mutation or job, e.g. `entryPublish`.' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'Id of the object.' })
  objectId!: string | null;

  @Field(() => JsonScalar, { description: 'Ids, numbers and codes of the action.' })
  details!: Readonly<Record<string, unknown>>;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What tells of a person (address, user agent, reasons); null: none, or erased.',
  })
  personal!: Readonly<Record<string, unknown>> | null;

  @Field(() => Boolean, { description: 'There was such data, and it was erased.' })
  personalErased!: boolean;

  @Field(() => Int, { nullable: true, description: 'Number of its link; null until it has one, within seconds.' })
  sequence!: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of its link.' })
  hash!: string | null;
}

@ObjectType('AuditEventConnection', { description: 'A page of the audit log, newest first.' })
export class AuditEventConnectionType {
  @Field(() => [AuditEventType], { description: 'The events.' })
  nodes!: readonly AuditEventType[];

  @Field(() => PageInfoType, { description: 'Where the page ends.' })
  pageInfo!: PageInfoType;
}

@InputType('AuditLogFilter', { description: 'Fields narrow each other.' })
export class AuditLogFilterInput {
  @Field(() => String, { nullable: true, description: 'Stable name of the actor: `member:<id>`.' })
  actor?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the action: `entryPublish`.' })
  action?: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the object.' })
  object?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Done to this organization, in its name, or to entries that it owns now.',
  })
  organization?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'From this day on (UTC).' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Until this day, included (UTC).' })
  to?: string | null;
}
