import { EntryImportService } from '@maillage/catalogue';
import { OrganizationService, systemActor } from '@maillage/identity';
import type { Type } from '@nestjs/common';
import type { GradedDocument } from './collection.js';

/** Services of a running network. */
export interface Services {
  get<Service>(service: Type<Service>): Service;
}

/** Finds or makes the organization that wrote a document. @returns its id */
export type OrganizationOf = (services: Services, name: string) => Promise<string>;

const SUMMARY = 400;
const actor = systemActor('relevance', ['read', 'entry:write', 'organization:write', 'moderate', 'import:publish']);

/**
 * Publishes the documents as an importer would: nothing is said of them but title, text, keyword and organization.
 * @returns ids of entries by id of the document
 */
export async function loadCollection(
  services: Services,
  documents: readonly GradedDocument[],
  organizationOf: OrganizationOf = newOrganization,
): Promise<ReadonlyMap<string, string>> {
  const imports = services.get(EntryImportService);
  const ownerId = await newOrganization(services, 'Portail de la collection graduée (démonstration)');
  const organizations = new Map<string, string>();
  for (const name of new Set(documents.map(({ commune }) => commune))) {
    organizations.set(name, await organizationOf(services, name));
  }
  const rows = documents.map((document) =>
    imports.prepare({
      ...contentOf(document),
      subjectOrganizationId: organizations.get(document.commune) ?? ownerId,
      origin: { sourceId: document.id, raw: {} },
    }),
  );
  const results = await imports.write(actor, { source: 'relevance', ownerId, publish: true, rows });
  return new Map(
    results.map(({ entryId, errors }, index) => {
      const { id = '' } = documents[index] ?? {};
      if (entryId === null) throw new Error(`${id} was refused: ${JSON.stringify(errors)}`);
      return [id, entryId];
    }),
  );
}

/** An association of that name. */
export async function newOrganization(services: Services, name: string): Promise<string> {
  return services.get(OrganizationService).create(actor, { type: 'ASSOCIATION', name });
}

/** The organization of a place of the official table. */
export async function organizationOfTerritory(services: Services, territoryId: string): Promise<string> {
  return services.get(OrganizationService).create(actor, { territoryId });
}

function contentOf({ type, langue, titre, texte, theme }: GradedDocument) {
  const envelope = {
    title: titre,
    summary: texte.slice(0, SUMMARY),
    description: texte,
    lang: langue === 'en' ? 'EN' : 'FR',
    themes: ['GOVERNANCE_TECHNOLOGY'],
    keywords: [theme],
  };
  if (/^clause/i.test(type)) {
    return { kind: 'PROCUREMENT_CLAUSE', content: { ...envelope, positions: [{ level: 'TARGET', text: texte }] } };
  }
  // Their own kinds are still to come.
  const isCharter = /^(charte|guide|recommandation|préconisation)/i.test(type);
  return { kind: isCharter ? 'DATA_CHARTER' : 'USE_CASE', content: envelope };
}
