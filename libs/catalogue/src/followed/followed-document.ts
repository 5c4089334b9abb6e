import type { OrganizationType } from '@maillage/identity';
import { UserInputError } from '@maillage/kernel';
import { FOLLOWED_SOURCE } from '../domain/entry-lifecycle.js';
import { validateContent } from '../fields/content-validation.js';
import type { EntryContent } from '../fields/entry-content.js';
import { isKind, kindOf } from '../kinds/kind.registry.js';
import type { CommitmentCompliance } from '../kinds/relation-types.js';

export interface FollowedOrganization {
  readonly id: string;
  readonly name: string;
  readonly type: OrganizationType;
  readonly siren: string | null;
  readonly state: 'PENDING' | 'VERIFIED';
  readonly demonstration: boolean;
  readonly territory: { readonly id: string } | null;
}

interface FollowedSystem {
  readonly name: string;
  readonly supplier: { readonly name: string } | null;
}

/** What of a node's document is taken over. Moments are ISO 8601. */
export interface FollowedDocument {
  readonly id: string;
  readonly kind: string;
  readonly state: 'PUBLISHED' | 'ARCHIVED';
  readonly audience: string;
  readonly owner: FollowedOrganization;
  readonly subjectOrganization: FollowedOrganization;
  readonly confirmedBySubject: boolean;
  readonly origin: { readonly source: string } | null;
  readonly content: EntryContent;
  readonly system: FollowedSystem | null;
  readonly relations: readonly {
    readonly type: string;
    readonly targetEntry: { readonly id: string } | null;
    readonly targetSystem: FollowedSystem | null;
    readonly compliance: readonly CommitmentCompliance[] | null;
  }[];
  readonly createdAt: string;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly lastConfirmedAt: string | null;
  readonly reviewBy: string | null;
  readonly uri: string | null;
}

/**
 * Why a document is held and not shown.
 * - NOT_READ: no JSON, or not of this form
 * - NOT_PUBLIC: only what a node shows everybody is shown on
 * - OWN: it came from this node
 * - UNKNOWN_KIND, CONTENT: of a newer version of the product than this
 */
export type FollowedProblem = 'NOT_READ' | 'NOT_PUBLIC' | 'OWN' | 'UNKNOWN_KIND' | 'CONTENT';

/** The source name of a node. @param url address of its API */
export function sourceOfNode(url: string): string {
  return `${FOLLOWED_SOURCE}${new URL(url).host}`;
}

/**
 * A document that may be shown, or why it may not. Pure.
 * @param ownSource source name of this node: what went out from here does not come back
 */
export function readDocument(
  text: string,
  ownSource: string | null,
): { readonly document: FollowedDocument } | { readonly problem: FollowedProblem } {
  const document = parsed(text);
  if (!document) return { problem: 'NOT_READ' };
  if (document.audience !== 'PUBLIC') return { problem: 'NOT_PUBLIC' };
  if (ownSource !== null && document.origin?.source === ownSource) return { problem: 'OWN' };
  if (!isKind(document.kind)) return { problem: 'UNKNOWN_KIND' };
  try {
    return {
      document: { ...document, content: validateContent(kindOf(document.kind), withoutSystem(document.content)) },
    };
  } catch (error) {
    if (!(error instanceof UserInputError)) throw error;
    return { problem: 'CONTENT' };
  }
}

/** Ids there of the entries that a document points at, in its relations and in its content. */
export function targetsOf({ relations, content }: FollowedDocument): string[] {
  const named = ENTRY_LISTS.flatMap((name) => (content[name] ?? []) as readonly string[]);
  return [...new Set([...relations.flatMap(({ targetEntry }) => targetEntry?.id ?? []), ...named])].sort();
}

/** Lists of a content that name other entries. */
export const ENTRY_LISTS = ['requires', 'conflictsWith'] as const;

/** The system is told by name, beside the content: its id means nothing here. */
function withoutSystem(content: EntryContent): EntryContent {
  const { deployment } = content as { deployment?: Readonly<Record<string, unknown>> };
  if (!deployment) return content;
  return {
    ...content,
    deployment: Object.fromEntries(Object.entries(deployment).filter(([name]) => name !== 'system')),
  };
}

function parsed(text: string): FollowedDocument | null {
  try {
    const value = JSON.parse(text) as Partial<FollowedDocument> | null;
    const whole =
      typeof value?.id === 'string' &&
      typeof value.kind === 'string' &&
      (value.state === 'PUBLISHED' || value.state === 'ARCHIVED') &&
      [value.owner, value.subjectOrganization].every(
        (one) => typeof one?.id === 'string' && typeof one.name === 'string',
      ) &&
      typeof value.content === 'object' &&
      value.content !== null &&
      Array.isArray(value.relations);
    return whole ? (value as FollowedDocument) : null;
  } catch {
    return null;
  }
}
