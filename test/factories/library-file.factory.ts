import { stringify } from 'csv-stringify/sync';
import { demoSiren } from '@maillage/territory';

/** Columns of a file of the territorial-AI library, as it is published. */
export const libraryColumns = [
  'Nom_collectivite',
  'Nom_du_projet',
  'SIRET',
  'Latitude',
  'Longitude',
  'Type_de_collectivite',
  'Date_de_demarrage',
  'Statut_du_projet',
  'Partenaires',
  'Description_service',
  'Theme',
  'Sous_Theme',
  'Audience',
  'URL_Service',
  'URL_Logo',
  'Date_de_derniere_mise_a_jour',
] as const;

export type LibraryRow = Readonly<Record<string, string>>;

/** A row of an invented syndicat, without a fault. */
export function libraryRow(changes: LibraryRow = {}): LibraryRow {
  return {
    Nom_collectivite: 'Syndicat des eaux de Valbrume (démonstration)',
    Nom_du_projet: 'Écoute des fuites',
    SIRET: demoSiren(70_001),
    Latitude: '46.1',
    Longitude: '2.2',
    Type_de_collectivite: 'Syndicat mixte',
    Date_de_demarrage: '12/03/2023',
    Statut_du_projet: 'En expérimentation',
    Partenaires: '',
    Description_service:
      'Démonstration. Des capteurs écoutent le réseau d’eau. Un modèle signale les fuites probables.',
    Theme: 'Transition écologique et énergétique',
    Sous_Theme: 'Gestion de l’eau, Prévention et gestion des risques',
    Audience: 'Agent',
    URL_Service: 'https://valbrume.example/fuites',
    URL_Logo: '',
    Date_de_derniere_mise_a_jour: '06/05/2025',
    ...changes,
  };
}

/** `n` rows that differ in the project's name. */
export function libraryRows(n: number, changes: LibraryRow = {}): LibraryRow[] {
  return Array.from({ length: n }, (_, index) =>
    libraryRow({ Nom_du_projet: `Projet de démonstration ${index}`, ...changes }),
  );
}

export function libraryFile(rows: readonly LibraryRow[], delimiter = ','): string {
  const columns = [...new Set([...libraryColumns, ...rows.flatMap((row) => Object.keys(row))])];
  return stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))], { delimiter });
}
