/**
 * What the rights of the product should be, written out by hand, every `no` of it. It knows nothing of the table in the
 * code (`rights.table.ts`), and must not: whoever changes one changes the other, and says so in the review.
 *
 * Columns are people of the cast (`cast.ts`); A is a verified organization, P one that waits for its moderator, N the
 * network's own body, B another verified one. Everybody's key has every scope, but for the last two.
 */
export const WHO = [
  'vis', // not signed in
  'new', // signed in, no role anywhere
  'ppu', // portal of A, audience PUBLIC
  'por', // portal of A, audience NETWORK
  'ppd', // portal of P, audience NETWORK
  'rea', // READER of A
  'con', // CONTRIBUTOR of A
  'coo', // COORDINATOR of A
  'reP', // READER of P
  'coP', // CONTRIBUTOR of P
  'cdP', // COORDINATOR of P
  'coB', // COORDINATOR of B
  'ter', // coordinator of the département that A and P lie in
  'reg', // coordinator of their région
  'tex', // coordinator of another département
  'mod', // MODERATOR
  'nat', // NATIONAL_COORDINATOR
  'adm', // ADMINISTRATOR
  'mos', // MODERATOR, with a key that lacks the scope `moderate`
  'ads', // ADMINISTRATOR, likewise
] as const;
export type Who = (typeof WHO)[number];
export type Row = Readonly<Record<Who, boolean>>;

/** Who may call what, by root field and what it is about. */
export const calls = table(`
                                | vis new | ppu por ppd | rea con coo | reP coP cdP | coB | ter reg tex | mod nat adm | mos ads
everybody                       | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
entryChecklist A                | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryChecklist P                | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | no  no  no  | no  no
entryChecklist N                | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entrySubmissions                | no  no  | no  no  no  | no  no  yes | no  no  yes | yes | yes yes yes | yes no  yes | yes yes
entryCreate A                   | no  no  | no  no  no  | no  yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryCreate P                   | no  no  | no  no  no  | no  no  no  | no  yes yes | no  | no  no  no  | no  no  no  | no  no
entryCreate N                   | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entryRevise A                   | no  no  | no  no  no  | no  yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryRevise P                   | no  no  | no  no  no  | no  no  no  | no  yes yes | no  | no  no  no  | no  no  no  | no  no
entryRevise N                   | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entrySubmit A                   | no  no  | no  no  no  | no  yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entrySubmit P                   | no  no  | no  no  no  | no  no  no  | no  yes yes | no  | no  no  no  | no  no  no  | no  no
entrySubmit N                   | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entryConfirm A                  | no  no  | no  no  no  | no  yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryConfirm P                  | no  no  | no  no  no  | no  no  no  | no  yes yes | no  | no  no  no  | no  no  no  | no  no
entryConfirm N                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entryRequestChanges A           | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
entryRequestChanges A-draft     | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryRequestChanges A-house     | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryRequestChanges P           | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  no  | no  no
entryRequestChanges N           | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entryPublish A                  | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryPublish P                  | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  no  | no  no
entryPublish N                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entrySetAudience A              | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entrySetAudience P              | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  no  | no  no
entrySetAudience N              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entryArchive A                  | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryArchive P                  | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  no  | no  no
entryArchive N                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entryWithdraw A                 | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes no  yes | no  no
entryWithdraw P                 | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | yes no  yes | no  no
entryWithdraw N                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
entryMerge A                    | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes no  yes | no  no
entryMerge P                    | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | yes no  yes | no  no
entryMerge N                    | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
entryContactOffer A             | no  no  | no  no  no  | no  yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryContactOffer P             | no  no  | no  no  no  | no  no  no  | no  yes yes | no  | no  no  no  | no  no  no  | no  no
entryContactOffer N             | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entryContactRemove A            | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryContactRemove P            | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  no  | no  no
entryContactRemove N            | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
entryContactRemove own          | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
memberErase person              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  no
memberErase own                 | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
auditLog                        | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
entryClaim A                    | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entryClaim P                    | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entriesImport A                 | no  no  | yes yes no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entriesImport P                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
entriesImport N                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
adoptionDeclare A               | no  no  | no  no  no  | no  yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
adoptionDeclare P               | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
adoptionDeclare N               | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
adoptionWithdraw A              | no  no  | no  no  no  | no  yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
adoptionWithdraw P              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
adoptionWithdraw N              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
systemConfirm                   | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
systemMerge                     | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
supplierConfirm                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
supplierMerge                   | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
organizationCreate              | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
organizationVerify              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
organizationRename              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
organizationJoinNetwork         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
organizationLeaveNetwork        | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
organizationSetPublishing A     | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
organizationSetPublishing P     | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
organizationSetPublishing N     | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
territoryRoles                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
territoryRoleGrant              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
territoryRoleEnd                | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
membershipRequest               | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
membershipRequestWithdraw       | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
membershipLeave                 | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
invitationAccept                | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
sessionRevoke                   | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
sessionRevokeAll                | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
membershipRequests A            | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes no  yes | no  no
membershipRequests P            | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
membershipConfirm A             | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes no  yes | no  no
membershipConfirm P             | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
membershipRefuse A              | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes no  yes | no  no
membershipRefuse P              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
membershipEnd A                 | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes no  yes | no  no
membershipEnd P                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
organizationMembers A           | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes no  yes | no  no
organizationMembers P           | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
invitations A                   | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes no  yes | no  no
invitations P                   | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
invitationRevoke A              | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes no  yes | no  no
invitationRevoke P              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
membershipRequests all          | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
invitationCreate A              | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
invitationCreate P              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
members                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  no
memberReconcile                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  no
apiKeys A                       | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
apiKeys P                       | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  yes | no  yes
apiKeys N                       | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
apiKeyCreate A                  | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
apiKeyCreate P                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
apiKeyCreate N                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
apiKeyRotate A                  | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
apiKeyRotate P                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
apiKeyRotate N                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
apiKeyRevoke A                  | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
apiKeyRevoke P                  | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  yes | no  yes
apiKeyRevoke N                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
apiKeyRevoke own                | no  yes | no  no  no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
apiKeyRevoke person             | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
webhooks A                      | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
webhooks P                      | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  yes | no  yes
webhooks N                      | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
webhookDeliveries A             | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
webhookDeliveries P             | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  yes | no  yes
webhookDeliveries N             | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
webhookCreate A                 | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookCreate P                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookCreate N                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookUpdate A                 | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookUpdate P                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookUpdate N                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookRotateSecret A           | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookRotateSecret P           | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookRotateSecret N           | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookTest A                   | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookTest P                   | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookTest N                   | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookReplay A                 | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookReplay P                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookReplay N                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
webhookDelete A                 | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
webhookDelete P                 | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  yes | no  yes
webhookDelete N                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
portals A                       | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes yes yes | yes yes
portals P                       | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | yes yes yes | yes yes
portals N                       | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes yes yes | yes yes
portal A                        | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | yes yes yes | yes yes
portal P                        | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | yes yes yes | yes yes
portal N                        | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes yes yes | yes yes
feedReconciliation              | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes yes yes | yes yes
feedReceipt                     | no  no  | yes yes yes | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
glossaryHistory                 | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
glossaryUpsert                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
glossaryRemove                  | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
unansweredQueries               | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes yes yes | yes yes
unansweredQueryDismiss          | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
import                          | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  yes | no  yes
`);

/** Scope without which a key may not call it, whoever holds it. */
export const scopes: Readonly<Record<string, string>> = {
  entryChecklist: 'read',
  entrySubmissions: 'read',
  entryCreate: 'entry:write',
  entryRevise: 'entry:write',
  entrySubmit: 'entry:write',
  entryConfirm: 'entry:write',
  entryRequestChanges: 'entry:publish',
  entryPublish: 'entry:publish',
  entrySetAudience: 'entry:publish',
  entryArchive: 'entry:publish',
  entryWithdraw: 'entry:publish',
  entryMerge: 'entry:publish',
  entryClaim: 'entry:publish',
  entryContactOffer: 'entry:write',
  entryContactRemove: 'organization:write',
  'entryContactRemove own': 'organization:write',
  'memberErase person': 'organization:write',
  'memberErase own': 'organization:write',
  auditLog: 'moderate',
  entriesImport: 'entry:import',
  adoptionDeclare: 'entry:write',
  adoptionWithdraw: 'entry:write',
  systemConfirm: 'moderate',
  systemMerge: 'moderate',
  supplierConfirm: 'moderate',
  supplierMerge: 'moderate',
  organizationCreate: 'organization:write',
  organizationVerify: 'moderate',
  organizationRename: 'moderate',
  organizationJoinNetwork: 'moderate',
  organizationLeaveNetwork: 'moderate',
  organizationSetPublishing: 'entry:publish',
  territoryRoles: 'moderate',
  territoryRoleGrant: 'moderate',
  territoryRoleEnd: 'moderate',
  membershipRequest: 'organization:write',
  membershipRequestWithdraw: 'organization:write',
  membershipLeave: 'organization:write',
  invitationAccept: 'organization:write',
  sessionRevoke: 'key:write',
  sessionRevokeAll: 'key:write',
  membershipRequests: 'organization:write',
  'membershipRequests all': 'organization:write',
  membershipConfirm: 'organization:write',
  membershipRefuse: 'organization:write',
  membershipEnd: 'organization:write',
  organizationMembers: 'organization:write',
  invitations: 'organization:write',
  invitationRevoke: 'organization:write',
  invitationCreate: 'organization:write',
  members: 'moderate',
  memberReconcile: 'moderate',
  apiKeys: 'key:write',
  apiKeyCreate: 'key:write',
  apiKeyRotate: 'key:write',
  apiKeyRevoke: 'key:write',
  'apiKeyRevoke own': 'key:write',
  'apiKeyRevoke person': 'key:write',
  portals: 'read',
  portal: 'read',
  feedReconciliation: 'read',
  webhooks: 'key:write',
  webhookDeliveries: 'key:write',
  webhookCreate: 'key:write',
  webhookUpdate: 'key:write',
  webhookRotateSecret: 'key:write',
  webhookTest: 'key:write',
  webhookReplay: 'key:write',
  webhookDelete: 'key:write',
  glossaryHistory: 'moderate',
  glossaryUpsert: 'moderate',
  glossaryRemove: 'moderate',
  unansweredQueries: 'read',
  unansweredQueryDismiss: 'moderate',
  import: 'import:publish',
};

/** @throws when a row has a cell too few, too many, or one that is neither `yes` nor `no` */
export function table(text: string): Readonly<Record<string, Row>> {
  const [head = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const names = head.split(/[\s|]+/).filter((name) => name !== '');
  if (names.join() !== WHO.join()) throw new Error(`columns are ${names.join()}`);
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...rest] = line.split('|');
      const cells = rest.join(' ').trim().split(/\s+/);
      if (cells.length !== WHO.length || !cells.every((cell) => cell === 'yes' || cell === 'no')) {
        throw new Error(`the row « ${name.trim()} » is not whole`);
      }
      const row = Object.fromEntries(WHO.map((who, index) => [who, cells[index] === 'yes'])) as Row;
      return [name.trim(), row];
    }),
  );
}
