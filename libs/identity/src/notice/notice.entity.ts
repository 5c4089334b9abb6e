import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** API_KEY_EXPIRES: the key of a portal ends soon. */
export const NOTICE_KINDS = ['API_KEY_EXPIRES'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Days before a key's end at which its organization is told, once each. */
export const NOTICE_DAYS = [30, 7, 1] as const;

/** Something that an organization's coordinators should know: read in the portal, to be mailed once there is a mailer. */
@Entity('notice')
@Check('notice_kind_known', `kind IN ('API_KEY_EXPIRES')`)
export class NoticeEntity {
  @ForeignKey('ApiKeyEntity')
  @PrimaryColumn({ name: 'api_key_id', type: 'uuid' })
  apiKeyId!: string;

  /** Of the key when the notice was made: a key that was rotated since has another. */
  @PrimaryColumn({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  /** At most this many days before. */
  @PrimaryColumn({ type: 'integer' })
  days!: number;

  @Column({ type: 'text' })
  kind!: NoticeKind;

  @Index('notice_organization')
  @ForeignKey('OrganizationEntity')
  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
