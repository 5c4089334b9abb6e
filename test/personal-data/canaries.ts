import { randomBytes } from 'node:crypto';
import { UnitOfWork } from '@maillage/database';
import { AuditRepository, MemberRepository } from '@maillage/identity';
import { useCaseContent } from '../factories/use-case.factory.js';
import * as operations from '../api/operations.js';
import type { TestApi } from '../support/test-api.js';

/** A word found nowhere else, and where it was put. */
export interface Canary {
  readonly word: string;
  readonly place: string;
}

/** The people and organizations that canaries are planted for. */
export interface Aviary {
  readonly api: TestApi;
  readonly ownerId: string;
  readonly coordinator: string;
  readonly contributor: string;
  /** Of another organization. */
  readonly peer: string;
  readonly peerId: string;
  readonly canaries: Canary[];
}

/** Letters only: whole in every index and in every mailbox. */
function newWord(): string {
  return `canari${[...randomBytes(12)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
}

export function canary({ canaries }: Aviary, place: string): string {
  const word = newWord();
  canaries.push({ word, place });
  return word;
}

type Changes = Readonly<Record<string, unknown>>;

export async function draft(
  { api, ownerId, coordinator }: Aviary,
  content: Changes,
  rest: Changes = {},
): Promise<string> {
  const input = { ...operations.useCaseInput(ownerId, useCaseContent(content)), ...rest };
  const { data, errors } = await api.send(operations.CREATE, { input }, { key: coordinator });
  const id: string | undefined = data?.entryCreate.entry?.id;
  if (id === undefined) throw new Error(JSON.stringify([data, errors]));
  return id;
}

async function sent(aviary: Aviary, query: string, input: Changes, key: string = aviary.coordinator): Promise<void> {
  const { data, errors } = await aviary.api.send(query, { input }, { key });
  const [payload] = Object.values((data ?? {}) as Record<string, { userErrors: unknown[] }>);
  if (errors.length > 0 || !payload || payload.userErrors.length > 0) throw new Error(JSON.stringify([data, errors]));
}

export async function published(aviary: Aviary, content: Changes, rest: Changes = {}): Promise<string> {
  const id = await draft(aviary, content, rest);
  await sent(aviary, operations.PUBLISH, { id, baseRevision: 1 });
  return id;
}

/** What a clause and a charter need to be published. */
const CLAUSE = {
  topic: 'SECURITY',
  positions: [{ level: 'TARGET', text: 'Le titulaire chiffre les données au repos (démonstration).' }],
};
const CHARTER = { charterType: 'AI', commitments: [{ text: 'Un agent relit chaque texte produit (démonstration).' }] };

/** @param field of the kind, e.g. `dataCharter` */
async function publishedAs(aviary: Aviary, field: string, title: string, content: Changes): Promise<string> {
  const { summary, description, themes, lang } = useCaseContent();
  const input = { ownerId: aviary.ownerId, title, summary, description, themes, lang, [field]: content };
  const { data, errors } = await aviary.api.send(operations.CREATE, { input }, { key: aviary.coordinator });
  const id: string | undefined = data?.entryCreate.entry?.id;
  if (id === undefined) throw new Error(JSON.stringify([data, errors]));
  await sent(aviary, operations.PUBLISH, { id, baseRevision: 1 });
  return id;
}

/**
 * Public entries that hold a word in their titles: one of each kind, and one whose published past alone holds it.
 * @returns their ids
 */
export async function publishedWith(aviary: Aviary, word: string): Promise<string[]> {
  const revised = await published(aviary, { title: `Fiche ${word}` });
  await sent(aviary, operations.REVISE, operations.reviseInput(revised, 1, useCaseContent({ title: 'Sans' })));
  await sent(aviary, operations.PUBLISH, { id: revised, baseRevision: 2 });
  return [
    revised,
    await published(aviary, { title: `Autre ${word}` }),
    await publishedAs(aviary, 'procurementClause', `Clause ${word}`, CLAUSE),
    await publishedAs(aviary, 'dataCharter', `Charte ${word}`, CHARTER),
  ];
}

async function inTransaction(aviary: Aviary, work: Parameters<UnitOfWork['run']>[0]): Promise<void> {
  await aviary.api.app.get(UnitOfWork, { strict: false }).run(work);
}

const OFFER = `mutation ($input: EntryContactOfferInput!) { entryContactOffer(input: $input) { entry { id } userErrors { code } } }`;
const ADOPT = `mutation ($input: AdoptionDeclareInput!) { adoptionDeclare(input: $input) { userErrors { code } } }`;
const KEY = `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { userErrors { code } } }`;

/** Each plants one round of canaries where only some may read. */
export const planters: readonly ((aviary: Aviary) => Promise<void>)[] = [
  async (aviary) => {
    const [name, subject] = [canary(aviary, 'name of a member'), canary(aviary, 'subject of a member')];
    const members = aviary.api.app.get(MemberRepository, { strict: false });
    await inTransaction(aviary, async (transaction) => {
      const memberId = await members.upsert(transaction, `test|${subject}`, `Camille ${name}`, true);
      await members.grant(transaction, { memberId, role: 'READER', organizationId: aviary.ownerId });
    });
  },
  async (aviary) => {
    const id = await published(aviary, {
      contact: `contact.${canary(aviary, 'functional mailbox (NETWORK)')}@ville.example`,
    });
    const email = `camille.${canary(aviary, 'mailbox of a named contact')}@ville.example`;
    await sent(
      aviary,
      OFFER,
      { id, email, function: canary(aviary, 'function of a named contact') },
      aviary.contributor,
    );
  },
  async (aviary) => {
    const { ownerId } = aviary;
    const note = canary(aviary, 'note on a supplier (NETWORK)');
    await publishedAs(aviary, 'procurementClause', 'Clause de chiffrement (démonstration)', {
      ...CLAUSE,
      uses: [{ organization: ownerId, negotiated: 'ACCEPTED', note }],
    });
  },
  async (aviary) => {
    const [title, keyword] = [
      canary(aviary, 'title for the organization'),
      canary(aviary, 'keyword for the organization'),
    ];
    await published(aviary, { title: `Fiche ${title}`, keywords: [keyword] }, { audience: 'ORGANIZATION' });
  },
  async (aviary) => {
    const [title, description] = [canary(aviary, 'title for the network'), canary(aviary, 'text for the network')];
    await published(aviary, { title: `Fiche ${title}`, description }, { audience: 'NETWORK' });
  },
  async (aviary) => {
    const id = await published(aviary, { title: 'Fiche publique (démonstration)' });
    const changes = {
      title: `Suite ${canary(aviary, 'title of a draft beside')}`,
      problem: canary(aviary, 'field of a draft beside'),
    };
    await sent(aviary, operations.REVISE, operations.reviseInput(id, 1, useCaseContent(changes)));
    await sent(aviary, operations.SUBMIT, { id, baseRevision: 2 });
    await sent(aviary, operations.REQUEST_CHANGES, {
      id,
      baseRevision: 2,
      comment: canary(aviary, 'words of a reviewer'),
    });
  },
  async (aviary) => {
    await draft(aviary, { title: `Brouillon ${canary(aviary, 'title of a draft')}` });
  },
  async (aviary) => {
    const id = await published(aviary, {});
    await sent(aviary, operations.WITHDRAW, { id, reason: canary(aviary, 'reason of a withdrawal') });
  },
  async (aviary) => {
    const id = await draft(aviary, { summary: 'Standard : 01 00 00 00 00.' });
    const { data } = await aviary.api.send(
      operations.PUBLISH,
      { input: { id, baseRevision: 1 } },
      { key: aviary.coordinator },
    );
    const { finding } = data.entryPublish.userErrors[0].details;
    const decision = { finding, reason: canary(aviary, 'reason of a decision') };
    await sent(aviary, operations.PUBLISH, { id, baseRevision: 1, personalDataDecisions: [decision] });
    await sent(aviary, operations.CONFIRM, { id, idempotencyKey: canary(aviary, 'idempotency key') });
    await aviary.api.rows(
      `UPDATE entry SET origin_source = 'essai', origin_source_id = $1, origin_raw = jsonb_build_object('a', $2::text) WHERE id = $1::uuid`,
      [id, canary(aviary, 'raw value of a source')],
    );
    const reason = canary(aviary, 'reason of a dropped reuse');
    await sent(aviary, ADOPT, { entryId: id, organizationId: aviary.peerId, state: 'DROPPED', reason }, aviary.peer);
  },
  async (aviary) => {
    await sent(aviary, KEY, {
      organizationId: aviary.ownerId,
      name: canary(aviary, 'name of a key'),
      audience: 'PUBLIC',
    });
    const audit = aviary.api.app.get(AuditRepository, { strict: false });
    const personal = { userAgent: canary(aviary, 'user agent beside the audit log') };
    await inTransaction(aviary, async (transaction) => {
      await audit.append(transaction, { actor: 'member:x', action: 'signIn', personal });
    });
  },
];
