import type { Transaction } from '@maillage/database';
import { contentHash, newId } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { removesAnswers } from '../domain/content-narrowing.js';
import { EntryDependantsRepository } from '../entry/entry-dependants.repository.js';
import { type CreatedRow, EntryImportRepository, type RevisedRow } from '../entry/entry-import.repository.js';
import { type NewRelation, readersOf } from '../entry/entry.repository.js';
import type { EntryContent } from '../fields/entry-content.js';
import { SystemRepository } from '../system/system.repository.js';
import { textHashes } from '../workflow/entry-text.js';
import { ENTRY_LISTS, type FollowedDocument, readDocument, targetsOf } from './followed-document.js';
import {
  FollowedNodeRepository,
  type HeldDocument,
  type HeldRow,
  type SettledRow,
  type ShownEntry,
} from './followed-node.repository.js';
import { FollowedOrganizationsService } from './followed-organizations.service.js';

/** A node that is followed. */
export interface FollowedNode {
  /** `maillage:<host>`. */
  readonly source: string;
  /** Address of its API. */
  readonly url: string;
  /** Source name of this node, as others follow it: what went out from here does not come back. Null: nobody does. */
  readonly ownSource: string | null;
}

interface Read {
  readonly held: HeldDocument;
  readonly document: FollowedDocument;
}

/** What is written for a page of documents. */
interface Plan {
  readonly created: CreatedRow[];
  readonly revised: RevisedRow[];
  readonly settled: SettledRow[];
}

/** Writes entries that show documents of another node, by the statements of the import. */
@Injectable()
export class FollowedEntryWriter {
  constructor(
    @Inject(FollowedNodeRepository) private readonly nodes: FollowedNodeRepository,
    @Inject(FollowedOrganizationsService) private readonly organizations: FollowedOrganizationsService,
    @Inject(EntryImportRepository) private readonly imports: EntryImportRepository,
    @Inject(EntryDependantsRepository) private readonly dependants: EntryDependantsRepository,
    @Inject(SystemRepository) private readonly systems: SystemRepository,
  ) {}

  /** The node does not show them any more: a tombstone is left here, too. */
  async withdraw(transaction: Transaction, node: FollowedNode, remoteIds: readonly string[]): Promise<void> {
    if (remoteIds.length === 0) return;
    const shown = await this.nodes.shown(transaction, node.source, remoteIds);
    const open = [...shown.values()].filter(({ state }) => state !== 'WITHDRAWN');
    await this.imports.close(
      transaction,
      open.map(({ id }) => ({ id, state: 'WITHDRAWN' as const })),
    );
    await this.dependants.touchEntriesPointingAtAny(
      transaction,
      open.map(({ id }) => id),
    );
    await this.nodes.drop(transaction, node.source, 'LIVE', remoteIds);
  }

  /** Shows documents, and once more those that point at what is new: their relations have an end here now. */
  async show(transaction: Transaction, node: FollowedNode, documents: readonly HeldDocument[]): Promise<void> {
    const fresh = await this.showPage(transaction, node, documents);
    const pointing = await this.nodes.pointingAt(transaction, node.source, fresh);
    if (pointing.length > 0) await this.showPage(transaction, node, pointing);
  }

  /** @returns ids there of what was not shown before */
  private async showPage(
    transaction: Transaction,
    node: FollowedNode,
    documents: readonly HeldDocument[],
  ): Promise<string[]> {
    const reads: Read[] = [];
    const rows: HeldRow[] = [];
    for (const held of documents) {
      const read = readDocument(held.document, node.ownSource);
      if ('document' in read) reads.push({ held, document: read.document });
      else rows.push({ ...held, shownAs: null, problem: read.problem, targets: [] });
    }
    // What is not to be shown any more, though the node shows it.
    await this.withdraw(
      transaction,
      node,
      rows.map(({ entryId }) => entryId),
    );
    const targets = reads.flatMap(({ document }) => targetsOf(document));
    const ids = [...new Set([...reads.map(({ held }) => held.entryId), ...targets])];
    const shown = await this.nodes.shown(transaction, node.source, ids);
    const isShown = (id: string): boolean => !['WITHDRAWN', undefined].includes(shown.get(id)?.state);
    const fresh = reads.flatMap(({ held }) => (isShown(held.entryId) ? [] : [held.entryId]));
    const here = new Map(reads.map(({ held }) => [held.entryId, shown.get(held.entryId)?.id ?? newId()]));
    const endOf = (id: string): string | null => here.get(id) ?? (isShown(id) ? (shown.get(id)?.id ?? null) : null);
    const plan = await this.plan(transaction, node, reads, { shown, here, endOf });
    await this.write(transaction, node, plan);
    // Relations to what is back are shown again.
    const back = fresh.flatMap((id) => shown.get(id)?.id ?? []);
    await this.dependants.touchEntriesPointingAtAny(transaction, back);
    for (const { held, document } of reads) {
      rows.push({ ...held, shownAs: here.get(held.entryId) ?? null, problem: null, targets: targetsOf(document) });
    }
    await this.nodes.hold(transaction, node.source, 'LIVE', rows);
    return fresh;
  }

  private async plan(
    transaction: Transaction,
    node: FollowedNode,
    reads: readonly Read[],
    known: {
      readonly shown: ReadonlyMap<string, ShownEntry>;
      readonly here: ReadonlyMap<string, string>;
      readonly endOf: (remoteId: string) => string | null;
    },
  ): Promise<Plan> {
    const told = reads.flatMap(({ document }) => [document.owner, document.subjectOrganization]);
    const organizations = await this.organizations.resolve(transaction, node.source, told);
    const plan: Plan = { created: [], revised: [], settled: [] };
    for (const { held, document } of reads) {
      const id = known.here.get(held.entryId) ?? '';
      const content = await this.contentHere(transaction, document, known.endOf);
      const relations = await this.relationsHere(transaction, document, known.endOf);
      const settled = settledRow(id, document, organizations);
      const sourceUrl = addressOf(document, node);
      const hash = contentHash({ content, relations, settled, sourceUrl });
      const entry = known.shown.get(held.entryId);
      if (entry?.hash === hash && entry.state === document.state) continue;
      const { subject, reviewBy } = settled;
      const revision = {
        ...{ id, subject, content, relations, reviewBy, hash, ...textHashes(content) },
        ...{ sourceId: held.entryId, sourceUrl, raw: {}, published: true },
        ...{ readers: [...readersOf.PUBLIC].sort(), themes: themesOf(content), territories: [] as string[] },
      };
      if (entry) {
        const narrowing = removesAnswers(entry.content, content);
        plan.revised.push({ ...revision, number: entry.lastRevision + 1, fresh: true, narrowing });
      } else plan.created.push({ ...revision, kind: document.kind, audience: 'PUBLIC' });
      plan.settled.push(settled);
    }
    return this.placed(transaction, plan);
  }

  /** With the territories of the subjects, for the feed's filters. */
  private async placed(transaction: Transaction, { created, revised, settled }: Plan): Promise<Plan> {
    const subjects = [...new Set(settled.map(({ subject }) => subject))];
    const facts = await this.imports.organizations(transaction, subjects);
    const place = <Row extends CreatedRow | RevisedRow>(row: Row): Row => ({
      ...row,
      territories: facts.get(row.subject)?.territories ?? [],
    });
    return { created: created.map(place), revised: revised.map(place), settled };
  }

  private async write(transaction: Transaction, node: FollowedNode, plan: Plan): Promise<void> {
    const name = `node:${node.source}`;
    const ownerId = plan.settled[0]?.owner ?? '';
    const author = { source: node.source, ownerId, name, audited: false };
    // Rows that others of the page point at come first: a relation needs its end.
    await this.imports.create(transaction, author, plan.created);
    await this.imports.revise(transaction, author, plan.revised);
    await this.nodes.settle(transaction, plan.settled);
  }

  private async contentHere(
    transaction: Transaction,
    { content, system }: FollowedDocument,
    endOf: (remoteId: string) => string | null,
  ): Promise<EntryContent> {
    const lists = ENTRY_LISTS.flatMap((name) => {
      const named = content[name] as readonly string[] | undefined;
      return named ? [[name, named.flatMap((id) => endOf(id) ?? [])] as const] : [];
    });
    const mapped = { ...content, ...Object.fromEntries(lists) };
    if (!system) return mapped;
    const id = await this.systems.resolveOrPropose(transaction, proposed(system));
    return { ...mapped, deployment: { ...(content['deployment'] as object | undefined), system: id } };
  }

  /** Those whose other end is here, too. */
  private async relationsHere(
    transaction: Transaction,
    { relations }: FollowedDocument,
    endOf: (remoteId: string) => string | null,
  ): Promise<NewRelation[]> {
    const mapped: NewRelation[] = [];
    for (const { type, targetEntry, targetSystem, compliance } of relations) {
      const targetEntryId = targetEntry ? endOf(targetEntry.id) : null;
      const targetSystemId = targetSystem
        ? await this.systems.resolveOrPropose(transaction, proposed(targetSystem))
        : null;
      if (targetEntryId !== null || targetSystemId !== null) {
        mapped.push({ type, targetEntryId, targetSystemId, compliance });
      }
    }
    return mapped;
  }
}

/** Where the entry is read and edited: the feed gives the path. */
function addressOf({ uri }: FollowedDocument, { url }: FollowedNode): string | null {
  return typeof uri === 'string' && URL.canParse(uri, url) ? new URL(uri, url).href : null;
}

function settledRow(id: string, document: FollowedDocument, organizations: ReadonlyMap<string, string>): SettledRow {
  const { state, confirmedBySubject, createdAt, publishedAt, updatedAt, lastConfirmedAt, reviewBy } = document;
  return {
    id,
    owner: organizations.get(document.owner.id) ?? '',
    subject: organizations.get(document.subjectOrganization.id) ?? '',
    ...{ state, confirmed: confirmedBySubject, createdAt, publishedAt, updatedAt, lastConfirmedAt, reviewBy },
  };
}

function proposed({ name, supplier }: NonNullable<FollowedDocument['system']>) {
  return { name, supplier: supplier ? { name: supplier.name } : null };
}

function themesOf(content: EntryContent): string[] {
  const themes = content['themes'];
  return Array.isArray(themes) ? [...new Set(themes.map(String))].sort() : [];
}
