import type { Localized } from '@maillage/kernel';

interface Band {
  readonly code: string;
  /** Inhabitants from which the band begins. */
  readonly from: number;
  readonly label: Localized;
}

const bands = [
  { code: 'UNDER_2K', from: 0, label: { fr: 'moins de 2 000 habitants', en: 'under 2,000 inhabitants' } },
  {
    code: 'FROM_2K_TO_10K',
    from: 2_000,
    label: { fr: 'de 2 000 à 10 000 habitants', en: '2,000 to 10,000 inhabitants' },
  },
  {
    code: 'FROM_10K_TO_50K',
    from: 10_000,
    label: { fr: 'de 10 000 à 50 000 habitants', en: '10,000 to 50,000 inhabitants' },
  },
  {
    code: 'FROM_50K_TO_100K',
    from: 50_000,
    label: { fr: 'de 50 000 à 100 000 habitants', en: '50,000 to 100,000 inhabitants' },
  },
  {
    code: 'FROM_100K_TO_500K',
    from: 100_000,
    label: { fr: 'de 100 000 à 500 000 habitants', en: '100,000 to 500,000 inhabitants' },
  },
  { code: 'OVER_500K', from: 500_000, label: { fr: 'plus de 500 000 habitants', en: 'over 500,000 inhabitants' } },
] as const satisfies readonly Band[];

const unknown = { code: 'UNKNOWN', label: { fr: 'population inconnue', en: 'unknown population' } } as const;

/** Sizes of towns: "towns like mine" is a filter on one of them. UNKNOWN: no territory, or none counted. */
export type PopulationBand = (typeof bands)[number]['code'] | 'UNKNOWN';

export const POPULATION_BANDS: readonly PopulationBand[] = [...bands.map((band) => band.code), 'UNKNOWN'];

export const populationBandLabels: Readonly<Record<PopulationBand, Localized>> = Object.fromEntries(
  [...bands, unknown].map((band) => [band.code, band.label]),
) as Record<PopulationBand, Localized>;

export function populationBandOf(population: number | null | undefined): PopulationBand {
  if (population === null || population === undefined) return 'UNKNOWN';
  return bands.findLast((band) => population >= band.from)?.code ?? 'UNKNOWN';
}
