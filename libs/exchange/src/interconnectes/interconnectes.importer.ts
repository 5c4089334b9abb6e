import type { OrganizationType } from '@maillage/identity';
import { foldText } from '@maillage/kernel';
import type { RowReport } from '../core/import-problem.js';
import type { Importer, MappedRow, SourceRow } from '../core/importer.js';
import { rowIdentity } from '../core/row-identity.js';
import type { OrganizationMention } from '../organization/organization-mention.js';
import { readOrganizationName } from '../organization/organization-name.js';
import { CellMapper } from './cell-mapper.js';
import { isCharter, mapCharter } from './charter.mapper.js';
import { mapEnvelope } from './envelope.mapper.js';
import { columnOfField, interconnectesColumns } from './interconnectes.columns.js';
import { schemaTypes } from './interconnectes.lists.js';
import { interconnectesTexts as texts } from './interconnectes.messages.js';
import { mapUseCase } from './use-case.mapper.js';

/** The library of territorial AI of Les Interconnectés: one row a project, without an identifier. */
export const interconnectesImporter: Importer = {
  name: 'interconnectes',
  label: {
    fr: 'Bibliothèque de l’IA territoriale (Les Interconnectés)',
    en: 'Library of territorial AI (Les Interconnectés)',
  },
  columns: interconnectesColumns,
  map: mapRow,
};

function mapRow(row: SourceRow, report: RowReport): MappedRow | null {
  const cells = new CellMapper(row, report);
  const organization = mapOrganization(cells);
  const project = cells.line('Nom_du_projet');
  if (foldText(project) === '') {
    cells.tell(texts.PROJECT_MISSING, 'Nom_du_projet');
    return null;
  }
  const charter = isCharter(project);
  return {
    sourceId: rowIdentity(organization.name, project),
    sourceUrl: null,
    kind: charter ? 'DATA_CHARTER' : 'USE_CASE',
    content: { ...mapEnvelope(cells), ...(charter ? mapCharter(cells) : mapUseCase(cells)) },
    organization,
    columnOf: (field) => columnOfField[field] ?? null,
  };
}

const columns = { name: 'Nom_collectivite', number: 'SIRET', type: 'Type_de_collectivite' } as const;

function mapOrganization(cells: CellMapper): OrganizationMention {
  const name = cells.line(columns.name);
  return { name: foldText(name) === '' ? '' : name, number: cells.line(columns.number), type: mapType(cells), columns };
}

/** The schema knows six types; its files say « Métropole », « EPT », « Communauté d’agglomérations » as well. */
function mapType(cells: CellMapper): OrganizationType | null {
  const value = cells.line(columns.type);
  if (value === '') return null;
  const known = Object.entries(schemaTypes).find(([label]) => foldText(label) === foldText(value));
  if (known) return known[1];
  const { type } = readOrganizationName(value);
  const understood = type === null ? '' : ` → ${type}`;
  const allowed = Object.keys(schemaTypes).join(', ');
  cells.tell(texts.TYPE_OUTSIDE_SCHEMA, columns.type, { value, understood, allowed });
  return type;
}
