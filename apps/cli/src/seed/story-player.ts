import {
  AdoptionService,
  EntryClosingService,
  EntryReviewService,
  EntrySharingService,
  EntryWritingService,
} from '@maillage/catalogue';
import { UnitOfWork } from '@maillage/database';
import type { Actor } from '@maillage/identity';
import type { Services } from '../reference/reference-data.js';
import type { DemoCast } from './demo-cast.js';
import { SeedRepository } from './seed.repository.js';
import type { BodyKey, StoryOfKind } from './story.js';
import { parseReference, type StoryReference, withReferences } from './story-references.js';

/**
 * Plays the stories through the product's services, as the people of the demonstration. Each move has an idempotency
 * key: played again after an interruption, what was done is not done twice.
 */
export class StoryPlayer {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly services: Services,
    private readonly cast: DemoCast,
  ) {}

  /** Id of the entry of a story that was played. @throws Error for a story that comes later */
  entryId(key: string): string {
    const id = this.ids.get(key);
    if (id === undefined) throw new Error(`The story "${key}" is named before it is told`);
    return id;
  }

  /** From the first draft to where it stands, without its end: others may still point at it. */
  async play(story: StoryOfKind): Promise<void> {
    const writer = this.cast.writer(story.owner);
    const { life } = story;
    const id = await this.create(story, writer);
    this.ids.set(story.key, id);
    let revision = 1;
    if (life.published !== undefined) {
      await this.publish(story, id, revision, writer);
      if (life.narrowedTo !== undefined) {
        const command = { id, audience: life.narrowedTo, baseVersion: 1, idempotencyKey: keyOf(story, 'narrow') };
        await this.services.get(EntrySharingService).setAudience(this.cast.coordinator(story.owner), command);
      }
      if (life.claimed) {
        const claimer = this.cast.coordinator(story.subject ?? story.owner);
        await this.services.get(EntrySharingService).claim(claimer, { id, idempotencyKey: keyOf(story, 'claim') });
      }
    }
    let content = story.content;
    for (const { changes } of life.edits ?? []) {
      content = { ...content, ...changes };
      await this.revise(story, id, revision, content, writer);
      await this.publish(story, id, (revision += 1), writer);
    }
    if (life.open) await this.leaveOpen(story, id, revision, content, writer);
  }

  /** Reuses that other organizations declare. */
  async reuse(story: StoryOfKind): Promise<void> {
    const entryId = this.entryId(story.key);
    for (const { by, state, reason } of story.reuses ?? []) {
      const organizationId = this.cast.organizationId(by);
      const command = { entryId, organizationId, state, reason: reason ?? null };
      const idempotencyKey = keyOf(story, `reuse-${by}`);
      await this.services.get(AdoptionService).declare(this.cast.coordinator(by), { ...command, idempotencyKey });
    }
  }

  /** Archived, withdrawn or merged. */
  async end(story: StoryOfKind): Promise<void> {
    const { end } = story.life;
    if (!end) return;
    const closing = this.services.get(EntryClosingService);
    const owner = this.cast.coordinator(story.owner);
    const move = { id: this.entryId(story.key), idempotencyKey: keyOf(story, 'end') };
    if (end.state === 'ARCHIVED') await closing.archive(owner, move);
    else if (end.state === 'WITHDRAWN') await closing.withdraw(owner, { ...move, reason: end.reason });
    else await closing.merge(this.cast.moderator, { ...move, intoId: this.entryId(end.into) });
  }

  private async create(story: StoryOfKind, writer: Actor): Promise<string> {
    const { kind, owner, subject = owner, audience = null, system = null } = story;
    const { id } = await this.services.get(EntryWritingService).create(writer, {
      kind,
      ownerId: this.cast.organizationId(owner),
      subjectOrganizationId: this.cast.organizationId(subject),
      audience,
      content: await this.resolved(story.content),
      relations: await this.relationsOf(story),
      proposedSystem: system,
      idempotencyKey: keyOf(story, 'create'),
    });
    return id;
  }

  private async revise(
    story: StoryOfKind,
    id: string,
    baseRevision: number,
    content: StoryOfKind['content'],
    writer: Actor,
  ): Promise<void> {
    await this.services.get(EntryWritingService).revise(writer, {
      id,
      baseRevision,
      content: await this.resolved(content),
      proposedSystem: story.system ?? null,
      idempotencyKey: keyOf(story, `revise-${baseRevision + 1}`),
    });
  }

  /** A contributor submits, a coordinator publishes; where the coordinator writes, it publishes at once. */
  private async publish(story: StoryOfKind, id: string, baseRevision: number, writer: Actor): Promise<void> {
    const review = this.services.get(EntryReviewService);
    const coordinator = this.cast.coordinator(story.owner);
    const move = (name: string) => ({ id, baseRevision, idempotencyKey: keyOf(story, `${name}-${baseRevision}`) });
    if (writer !== coordinator) await review.submit(writer, move('submit'));
    await review.publish(coordinator, move('publish'));
  }

  private async leaveOpen(
    story: StoryOfKind,
    id: string,
    published: number,
    content: StoryOfKind['content'],
    writer: Actor,
  ): Promise<void> {
    const { open } = story.life;
    if (!open) return;
    const review = this.services.get(EntryReviewService);
    let baseRevision = published;
    if (open.changes) await this.revise(story, id, baseRevision++, { ...content, ...open.changes }, writer);
    if (open.state === 'DRAFT') return;
    const move = (name: string) => ({ id, baseRevision, idempotencyKey: keyOf(story, name) });
    await review.submit(writer, move('open-submit'));
    if (open.state !== 'CHANGES_REQUESTED') return;
    const comment = open.comment ?? '';
    await review.requestChanges(this.cast.coordinator(story.owner), { ...move('open-changes'), comment });
  }

  private async relationsOf(story: StoryOfKind) {
    return Promise.all(
      (story.relations ?? []).map(async ({ type, target, compliance }) => {
        const reference = parseReference(target) ?? { to: 'entry' as const, name: target };
        const id = reference.to === 'entry' ? this.entryId(reference.name) : await this.idOf(reference);
        return { type, target: id, compliance: compliance ?? null };
      }),
    );
  }

  /** References in a content, looked up once each. */
  private async resolved(content: StoryOfKind['content']): Promise<StoryOfKind['content']> {
    const named = new Map<string, StoryReference>();
    withReferences(content, (reference) => {
      named.set(`${reference.to} ${reference.name}`, reference);
      return '';
    });
    const found = new Map<string, string>();
    for (const [name, reference] of named) found.set(name, await this.idOf(reference));
    return withReferences(content, ({ to, name }) => found.get(`${to} ${name}`) ?? '');
  }

  private async idOf({ to, name }: StoryReference): Promise<string> {
    if (to === 'entry') return this.entryId(name);
    if (to === 'organization') return this.cast.organizationId(name as BodyKey);
    const id = await this.services
      .get(UnitOfWork)
      .run((transaction) => new SeedRepository().reference(transaction, to, name));
    if (id === null) throw new Error(`No ${to} is named "${name}" so far`);
    return id;
  }
}

function keyOf(story: StoryOfKind, move: string): string {
  return `seed:${story.key}:${move}`;
}
