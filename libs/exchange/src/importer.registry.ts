import type { Importer } from './core/importer.js';
import { interconnectesImporter } from './interconnectes/interconnectes.importer.js';

/** Every source that can be imported. A new one is one folder and one line here. */
export const importers: readonly Importer[] = [interconnectesImporter];
