import type { UseCaseContent } from '@maillage/catalogue';
import type { Story } from '../../story.js';
import { systems } from '../systems.js';

/** Letters, minutes, drafts: what agents read and write. */
export const writingUseCases: readonly Story<UseCaseContent>[] = [
  {
    key: 'tri-du-courrier',
    owner: 'valbrune',
    content: {
      title: 'Orienter vers le bon service les courriers et courriels reçus en mairie',
      summary:
        'Un modèle propose le service destinataire ; l’agent du courrier confirme ou corrige. Trois jours gagnés sur l’orientation, zéro courrier égaré en un an.',
      description:
        'La mairie reçoit 190 plis et 400 courriels par jour ouvré. Le modèle lit l’objet et les trente premières lignes, propose un service parmi vingt-deux, et dit sa confiance. Sous 70 %, il se tait et l’agent décide seul.\n\nLes corrections des agents sont rejouées chaque mois ; un essai à blanc précède toute mise à jour.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['WRITING_AID_DOCUMENTS', 'INFORMATION_SYSTEM_TOOLS'],
      keywords: ['courrier', 'GRC', 'tri', 'relation usager'],
      contact: 'dsi@valbrune.example',
      licence: 'LICENCE_OUVERTE_2_0',
      links: [
        { rel: 'ABOUT', url: 'https://valbrune.example/ia/courrier', title: 'La page des habitants' },
        { rel: 'PRESS', url: 'https://gazette-lise.example/courrier-valbrune', title: 'Reportage au service courrier' },
        { rel: 'OTHER', url: 'https://valbrune.example/ia/courrier/faq' },
      ],
      problem:
        'Un courrier sur cinq partait au mauvais service et revenait trois jours plus tard. Les deux agents qui connaissaient toute la maison partaient à la retraite.',
      notFor: 'Ni répondre à l’usager, ni juger de l’urgence d’une demande sociale, ni mesurer le travail des agents.',
      expectedBenefits: [
        {
          benefit: 'Moins de courriers renvoyés d’un service à l’autre',
          indicator: 'Plis réorientés',
          target: '< 5 %',
        },
        { benefit: 'Un accusé de réception le jour même', indicator: 'Délai médian', target: '1 jour' },
      ],
      alternativesConsidered:
        'Un plan de classement affiché et une boîte par service : essayé six mois, abandonné parce que les usagers ne savent pas à qui ils écrivent. Une règle par mots-clés : 58 % de bonnes orientations.',
      lifecycle: 'DEPLOYED',
      startedOn: '2023-10-02',
      department: 'Direction de la relation aux habitants',
      beneficiaries: ['AGENTS', 'GENERAL_PUBLIC'],
      individualDecisions: 'NO',
      partners: ['Syndicat numérique de la Lise'],
      deployment: { hosting: 'SHARED_PUBLIC', region: 'Salle du syndicat, Valbrune-sur-Lise', version: '4.2' },
      techniques: ['NLP', 'CLASSICAL_ML'],
      automation: 'HUMAN_VALIDATES',
      humanOversight: {
        who: 'Les quatre agents du service courrier',
        power: 'Ils changent la destination d’un geste ; la proposition disparaît alors du dossier.',
        canOverride: 'YES',
      },
      rollback: 'L’ancien plan de classement est affiché et l’outil se coupe en une minute ; essayé chaque trimestre.',
      aiAct: { role: 'DEPLOYER', class: 'MINIMAL', assessedOn: '2024-09' },
      personalData: {
        processed: 'YES',
        gdprBasis: 'PUBLIC_TASK',
        registerUrl: 'https://valbrune.example/rgpd/registre#courrier',
      },
      impactAssessments: [
        {
          type: 'DPIA',
          status: 'DONE',
          date: '2023-06-15',
          url: 'https://valbrune.example/rgpd/aipd-courrier.pdf',
        },
      ],
      risks: [
        {
          name: 'Courrier sensible mal orienté',
          description: 'Une lettre d’alerte sur un enfant partirait à l’urbanisme.',
          mitigation: 'Dix-huit mots d’alerte envoient le pli à la fois au service proposé et au CCAS.',
        },
      ],
      dataSources: [
        {
          name: 'Courriers enregistrés de 2019 à 2023',
          provider: 'Service courrier',
          personal: 'YES',
          licence: 'Interne, non communicable',
        },
        { name: 'Organigramme', url: 'https://valbrune.example/organigramme.csv', personal: 'NO' },
      ],
      cost: { oneOffEur: 18_500, yearlyEur: 6_200, internalDays: 64 },
      procurement: {
        mode: 'CONTRACT',
        procedure: 'ADAPTED',
        ccag: 'TIC',
        cpv: ['48311000-1', '72212000'],
        contractEnd: '2027-09',
      },
      environment: { kWhPerYear: 410, gCO2ePerYear: 24_600, method: 'MEASURED' },
      reuseKit: {
        prerequisites: ['Courrier numérisé à l’arrivée', 'Deux ans de plis enregistrés avec leur service'],
        effortDays: 45,
        minPopulation: 8_000,
        skills: ['Chef de projet métier', 'Référent RGPD'],
        codeUrl: 'https://forge.lise.example/valbrune/evaluer-le-tri',
        docs: [
          { title: 'Grille d’évaluation à blanc', url: 'https://valbrune.example/ia/courrier/grille.ods' },
          { title: 'Affiche pour les services' },
        ],
      },
      offers: ['CALL', 'VISIT', 'DOCUMENTS', 'CODE', 'JOINT_PURCHASE'],
      lessons: {
        worked: [
          'Laisser le modèle se taire quand il doute : c’est ce qui a convaincu le service.',
          'Compter les corrections avec les agents, devant eux, chaque vendredi du premier trimestre.',
        ],
        didNot: ['Les courriers manuscrits : deux sur trois restent lus par une personne.'],
        wouldDoDifferently: 'Commencer par un seul service demandeur plutôt que par le courrier de toute la mairie.',
      },
    },
    system: systems.courrielle,
    relations: [
      {
        type: 'GOVERNED_BY_CHARTER',
        target: 'charte-generative-valbrune',
        compliance: [
          { commitment: 1, status: 'NOT_APPLICABLE', note: 'L’outil n’est pas génératif.' },
          { commitment: 2, status: 'YES' },
          { commitment: 3, status: 'PARTIAL', note: 'Mesuré au service courrier seulement.' },
        ],
      },
    ],
    life: {
      published: 620,
      edits: [
        {
          daysAgo: 300,
          changes: {
            cost: { oneOffEur: 18_500, yearlyEur: 7_900, internalDays: 71 },
            deployment: { hosting: 'SHARED_PUBLIC', region: 'Salle du syndicat, Valbrune-sur-Lise', version: '5.0' },
          },
        },
        {
          daysAgo: 80,
          changes: {
            lessons: {
              worked: [
                'Laisser le modèle se taire quand il doute : c’est ce qui a convaincu le service.',
                'Compter les corrections avec les agents, devant eux, chaque vendredi du premier trimestre.',
              ],
              didNot: [
                'Les courriers manuscrits : deux sur trois restent lus par une personne.',
                'La mise à jour 5.0 a fait baisser les bonnes orientations de six points pendant trois semaines.',
              ],
              wouldDoDifferently:
                'Refuser toute mise à jour sans essai à blanc : la clause existe, nous ne l’avions pas mise.',
            },
          },
        },
      ],
      confirmed: 30,
    },
    reuses: [
      { by: 'portBrume', state: 'LIVE' },
      { by: 'ambrelle', state: 'LIVE' },
      { by: 'roquesylve', state: 'PILOT' },
      { by: 'oriance', state: 'STUDYING' },
      { by: 'greve', state: 'INTERESTED' },
      { by: 'saintOrme', state: 'DROPPED', reason: 'Douze plis par jour : la secrétaire va plus vite que l’outil.' },
    ],
  },
  {
    key: 'tri-du-courrier-doublon',
    owner: 'valbrune',
    content: {
      title: 'Tri automatique du courrier entrant',
      summary: 'Fiche ouverte une seconde fois par un autre service ; fusionnée avec la première.',
      description: 'Le service des archives avait décrit le même outil sans savoir que la fiche existait déjà.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      problem: 'Les archives reçoivent des plis qui ne leur sont pas destinés.',
      lifecycle: 'IDEA',
    },
    life: { published: 200, end: { state: 'MERGED', into: 'tri-du-courrier' } },
    reuses: [{ by: 'communaute', state: 'INTERESTED' }],
  },
  {
    key: 'comptes-rendus-conseil',
    owner: 'roquesylve',
    content: {
      title: 'Préparer le procès-verbal du conseil municipal à partir de l’enregistrement',
      summary:
        'La transcription est faite sur un poste de la mairie, sans rien envoyer dehors ; la secrétaire de séance relit et signe.',
      description:
        'Le conseil dure quatre heures, le procès-verbal en prenait quatorze. Un poste équipé d’une carte graphique d’occasion transcrit la nuit ; la secrétaire corrige les noms, coupe les redites, et le maire arrête le texte.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['ASSEMBLY_MANAGEMENT', 'WRITING_AID_DOCUMENTS'],
      keywords: ['procès-verbal', 'transcription', 'hors ligne'],
      contact: 'mairie@roquesylve.example',
      licence: 'OTHER',
      problem: 'Deux semaines d’attente pour un procès-verbal, et une seule personne capable de le rédiger.',
      notFor: 'Les séances à huis clos et les réunions de groupe ne sont pas enregistrées.',
      alternativesConsidered: 'Un prestataire à la minute : 260 € par séance, et l’enregistrement quittait la mairie.',
      lifecycle: 'DEPLOYED',
      startedOn: '2024-03',
      department: 'Secrétariat général',
      beneficiaries: ['ELECTED', 'AGENTS'],
      individualDecisions: 'NO',
      deployment: { hosting: 'ON_PREMISES', region: 'Mairie de Roquesylve', version: '1.8' },
      techniques: ['GENERATIVE', 'NLP'],
      automation: 'HUMAN_VALIDATES',
      aiAct: { role: 'DEPLOYER', class: 'MINIMAL', assessedOn: '2025' },
      personalData: { processed: 'YES', gdprBasis: 'LEGAL_OBLIGATION' },
      cost: { oneOffEur: 2_300, yearlyEur: 0, internalDays: 6 },
      procurement: { mode: 'PURCHASING_BODY', procedure: 'FRAMEWORK_CALL_OFF', ccag: 'FCS' },
      environment: { kWhPerYear: 96, method: 'MEASURED' },
      reuseKit: { prerequisites: ['Deux micros de table'], effortDays: 3, minPopulation: 500 },
      offers: ['CALL', 'DOCUMENTS'],
      lessons: {
        worked: ['Deux bons micros ont fait plus que le changement de modèle.'],
        didNot: ['Les noms de lieux-dits : il faut donner la liste avant.'],
        wouldDoDifferently: 'Annoncer l’enregistrement à l’ordre du jour dès la première séance.',
      },
    },
    system: systems.transcripole,
    life: { published: 280, confirmed: 40 },
    reuses: [
      { by: 'saintOrme', state: 'LIVE' },
      { by: 'greve', state: 'LIVE' },
      { by: 'valbrune', state: 'PILOT' },
      { by: 'communaute', state: 'LIVE' },
    ],
  },
  {
    key: 'assistant-redaction',
    owner: 'ambrelle',
    content: {
      title: 'Assistant rédactionnel pour trois cents agents volontaires',
      summary:
        'Six mois d’essai mesuré : utile pour reformuler et résumer, dangereux pour citer un texte de loi, inutile pour un tiers des volontaires.',
      description:
        'Trois cents volontaires de onze directions, un carnet de bord par personne, une réunion par mois. Chaque usage est rangé dans une case : gagné, perdu, abandonné en route. Les résultats sont publiés même quand ils déplaisent.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['WRITING_AID_DOCUMENTS', 'HUMAN_RESOURCES'],
      keywords: ['IA générative', 'assistant', 'carnet de bord'],
      contact: 'numerique@ambrelle.example',
      problem:
        'Les agents employaient des outils gratuits depuis leur téléphone, avec des morceaux de dossiers. Interdire n’avait rien changé.',
      notFor: 'Les courriers de refus, les évaluations d’agents, tout ce qui touche un marché en cours.',
      expectedBenefits: [
        { benefit: 'Moins d’outils personnels', indicator: 'Agents déclarant en employer un', target: '< 10 %' },
      ],
      lifecycle: 'EXPERIMENT',
      startedOn: '2025-09',
      department: 'Direction du numérique',
      beneficiaries: ['AGENTS'],
      individualDecisions: 'NO',
      deployment: { hosting: 'SECNUMCLOUD', region: 'France', version: '2025.3' },
      techniques: ['GENERATIVE'],
      automation: 'INFORMATION',
      aiAct: { role: 'DEPLOYER', class: 'TRANSPARENCY_ART50', assessedOn: '2025-07' },
      personalData: { processed: 'YES', gdprBasis: 'LEGITIMATE_INTERESTS' },
      impactAssessments: [{ type: 'ENVIRONMENTAL', status: 'IN_PROGRESS' }],
      cost: { oneOffBand: 'FROM_10K_TO_50K', yearlyEur: 86_000 },
      procurement: { mode: 'JOINT_PURCHASE', procedure: 'OPEN', ccag: 'TIC', contractEnd: '2026-12-31' },
      offers: ['CALL', 'DOCUMENTS', 'JOINT_PURCHASE'],
      lessons: {
        worked: ['Le carnet de bord de papier : on sait enfin pourquoi les gens arrêtent.'],
        didNot: ['Quatre références juridiques sur dix étaient fausses ; l’usage est désormais fermé.'],
      },
    },
    system: systems.assistelio,
    relations: [
      {
        type: 'GOVERNED_BY_CHARTER',
        target: 'charte-ia-ambrelle',
        compliance: [
          { commitment: 1, status: 'YES', note: 'Inscrit au registre avant le premier compte ouvert.' },
          { commitment: 3, status: 'NO', note: 'Le fournisseur ne donne pas encore sa consommation.' },
          { commitment: 4, status: 'YES' },
        ],
      },
    ],
    life: { published: 110, edits: [{ daysAgo: 25, changes: { startedOn: '2025-09-08' } }] },
    reuses: [
      { by: 'metropole', state: 'STUDYING' },
      { by: 'portBrume', state: 'INTERESTED' },
    ],
  },
  {
    key: 'assistant-communaute',
    owner: 'communaute',
    content: {
      title: 'Un seul compte d’assistant pour sept secrétaires de mairie',
      summary:
        'Mutualiser un assistant générateur de courriers entre sept petites communes : utile, à condition d’être formé.',
      description:
        'Sept secrétaires se partagent un abonnement et une formatrice. Elles s’échangent leurs consignes dans un classeur commun, et se retrouvent une matinée par mois.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['WRITING_AID_DOCUMENTS'],
      keywords: ['secrétaires de mairie', 'mutualisation'],
      problem: 'Une secrétaire seule rédige l’état civil, l’urbanisme et le bulletin municipal.',
      lifecycle: 'EVALUATION',
      startedOn: '2025-01',
      endedOn: '2025-12',
      beneficiaries: ['AGENTS', 'LOCAL_AUTHORITIES'],
      individualDecisions: 'NOT_STATED',
      deployment: { hosting: 'THIRD_PARTY_CLOUD' },
      techniques: ['GENERATIVE'],
      automation: 'INFORMATION',
      aiAct: { role: 'DEPLOYER', class: 'NOT_ASSESSED' },
      personalData: { processed: 'NOT_STATED' },
      cost: { oneOffEur: 0, yearlyEur: 1_900 },
      offers: ['CALL'],
      lessons: {
        worked: ['La matinée commune, plus que l’outil.'],
        didNot: [
          'Un compte partagé : impossible de savoir qui avait écrit quoi. Un compte par personne est nécessaire.',
        ],
      },
    },
    system: systems.assistelioSpelling,
    relations: [{ type: 'DERIVED_FROM', target: 'assistant-redaction' }],
    life: { published: 55 },
    reuses: [{ by: 'greve', state: 'STUDYING' }],
  },
];
