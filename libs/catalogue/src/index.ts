import { AdoptionEntity } from './adoption/adoption.entity.js';
import { NamedContactEntity } from './contact/named-contact.entity.js';
import { EntryRelationEntity, EntryRevisionEntity } from './entry/entry-revision.entity.js';
import { EntryEntity } from './entry/entry.entity.js';
import { FollowedEntryEntity, FollowedNodeEntity, FollowedOrganizationEntity } from './followed/followed.entity.js';
import { ImportBatchEntity, ImportSourceEntity } from './push/import-source.entity.js';
import { SupplierEntity, SystemEntity } from './system/system.entity.js';

/** Tables of this lib, for the data source. */
export const catalogueEntities = [
  AdoptionEntity,
  EntryEntity,
  EntryRelationEntity,
  EntryRevisionEntity,
  FollowedEntryEntity,
  FollowedNodeEntity,
  FollowedOrganizationEntity,
  ImportBatchEntity,
  ImportSourceEntity,
  NamedContactEntity,
  SupplierEntity,
  SystemEntity,
];

export * from './fields/field.js';
export * from './fields/enumeration.js';
export * from './fields/entry-content.js';
export * from './fields/envelope/envelope.enumerations.js';
export * from './fields/envelope/envelope.fields.js';
export * from './kinds/kind.js';
export * from './kinds/kind.registry.js';
export * from './kinds/relation-types.js';
export type { UseCaseContent } from './kinds/use-case/use-case.fields.js';
export type { ProcurementClauseContent } from './kinds/procurement-clause/procurement-clause.fields.js';
export type { DataCharterContent } from './kinds/data-charter/data-charter.fields.js';

export * from './catalogue.module.js';
export * from './catalogue.tokens.js';
export * from './contact/named-contact.service.js';
export * from './domain/entry-lifecycle.js';
export * from './erasure/member-erasure.service.js';
export * from './domain/freshness.js';
export { IMPORT_CONFLICTS, type ImportConflict } from './domain/import-decision.js';
export * from './adoption/adoption.service.js';
export { ADOPTION_STATES, type AdoptionState } from './adoption/adoption.entity.js';
export { REFERENCE_STATES, type ReferenceState } from './system/system.entity.js';
export * from './reading/entry-checklist.service.js';
export * from './reading/entry-history.service.js';
export type { EntryListFilter } from './reading/entry-list.view.js';
export type { EntryPermissions } from './reading/entry-permissions.js';
export type { TwinEntry } from './entry/entry-reference.repository.js';
export * from './entry/entry.policy.js';
export * from './entry/entry-path.js';
export * from './entry/entry-projection.js';
export * from './reading/entry-reading.service.js';
export * from './entry/entry-record.js';
export type { EntryRecordBatch } from './entry/entry-record-batch.js';
export { type EntryParts, WHOLE_ENTRY } from './entry/entry-record.sql.js';
export { territoriesOf, territoriesSql } from './entry/owner-territories.sql.js';
export * from './entry/entry-visibility.sql.js';
export * from './entry/entry.read-model.js';
export * from './fields/content-checklist.js';
export * from './fields/content-diff.js';
export * from './fields/content-projection.js';
export * from './fields/content-search.js';
export * from './fields/content-validation.js';
export * from './fields/content-personal-data.js';
export { isRoleMailbox, type PersonalData, withoutPersonalData } from './fields/rules/personal-data.js';
export { isHttpUrl } from './fields/rules/text-gates.js';
export { type FollowedProblem, sourceOfNode } from './followed/followed-document.js';
export type { FollowedNode } from './followed/followed-entry.writer.js';
export type { FollowedChange, FollowedSide, HeldDocument } from './followed/followed-node.repository.js';
export * from './followed/followed-node.service.js';
export * from './push/entry-push.js';
export * from './push/entry-push.service.js';
export * from './system/reference.policy.js';
export * from './system/system.service.js';
export * from './system/system.view.js';
export * from './workflow/entry-closing.service.js';
export * from './workflow/entry-commands.js';
export * from './workflow/entry-import.js';
export * from './workflow/entry-import.service.js';
export * from './workflow/entry-review.service.js';
export * from './workflow/entry-sharing.service.js';
export * from './workflow/entry-text.js';
export * from './workflow/entry-writing.service.js';
