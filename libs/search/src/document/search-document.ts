/**
 * One entry in one index: what that audience's projection shows of it, nothing else.
 *
 * Two blocks are searched (see `search-fields.ts`): the analyser's stems in shadow fields, which readers never see, and
 * the words as written.
 */
export interface SearchDocument {
  readonly id: string;
  readonly version: number;

  /** Stems in their order, stop words left out. */
  readonly s_title: string;
  /** Of names and places. */
  readonly s_names: string;
  readonly s_keywords: string;
  /** Of summary and text. */
  readonly s_text: string;

  readonly title: string;
  /** Organizations, system, supplier. */
  readonly names: readonly string[];
  readonly summary: string;
  /** Keywords, and labels of themes and other closed sets in French and English. */
  readonly keywords: readonly string[];
  /** Commune, département, région. */
  readonly places: readonly string[];
  readonly text: string;

  /** Facet attributes (see `facet.ts`). */
  readonly kind: string;
  readonly themes: readonly string[];
  readonly subThemes: readonly string[];
  readonly lifecycle: readonly string[];
  readonly techniques: readonly string[];
  readonly aiActClass: readonly string[];
  readonly costBand: readonly string[];
  readonly organizationType: string;
  readonly populationBand: string;
  readonly region: readonly string[];
  readonly regionLabelled: readonly string[];
  readonly departement: readonly string[];
  readonly departementLabelled: readonly string[];
  readonly system: readonly string[];
  readonly systemLabelled: readonly string[];
  readonly supplier: readonly string[];
  readonly supplierLabelled: readonly string[];
  readonly freshness: readonly string[];
  readonly adoptionBand: string;
  readonly confirmation: string;
  readonly lang: string;

  /** Ids of owner and subject. */
  readonly organizations: readonly string[];
  readonly organizationsLabelled: readonly string[];
  readonly archived: boolean;

  /** Seconds since 1970; 0 when absent. */
  readonly publishedAt: number;
  readonly adoptionTotal: number;
  /** 1 when past its review date: loses ties. */
  readonly overdue: 0 | 1;

  /** A `packedCard`. A text, because the engine walks through objects to mark found words. */
  readonly card: string;
}
