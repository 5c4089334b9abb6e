import type { Enumeration } from '@maillage/catalogue';
import type { Language } from '@maillage/kernel';
import type { FacetName, SearchFacet } from '@maillage/search';
import * as sets from '../fields/product.enumerations.js';
import type { SearchFacetType } from './search.type.js';

/** Closed sets whose labels the search does not know: they are no fields of an entry. */
const others: Partial<Record<FacetName, Enumeration>> = {
  organizationType: sets.organizationTypes,
  populationBand: sets.populationBands,
  freshness: sets.freshness,
  adoptionBand: sets.adoptionBands,
  confirmation: sets.confirmations,
};

export function facetObject({ name, values }: SearchFacet, language: Language): SearchFacetType {
  return {
    name,
    label: sets.facetNames.values[name]?.label[language] ?? name,
    values: values.map(({ value, count, label, selected }) => ({
      value,
      label: (label ?? others[name]?.values[value]?.label)?.[language] ?? value,
      count,
      selected,
    })),
  };
}
