/** A use case that may be published: an idea, so that little is asked. */
export function useCaseContent(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    title: 'Tri des demandes des habitants (démonstration)',
    summary: 'Un modèle propose le service destinataire de chaque demande reçue en ligne.',
    description:
      'Démonstration. Les agents gardent la main : ils confirment ou corrigent chaque proposition du modèle.',
    lang: 'FR',
    themes: ['ADMINISTRATION_ORGANISATION'],
    problem: 'Les demandes arrivent dans une seule boîte et attendent trois jours avant d’être orientées.',
    lifecycle: 'IDEA',
    techniques: ['NLP'],
    automation: 'RECOMMENDATION',
    aiAct: { role: 'DEPLOYER', class: 'MINIMAL' },
    personalData: { processed: 'YES' },
    ...changes,
  };
}
