import type { UseCaseContent } from '@maillage/catalogue';
import type { Story } from '../../story.js';

/** Solidarity, jobs and persons: where most of what failed was tried. */
export const socialUseCases: readonly Story<UseCaseContent>[] = [
  {
    key: 'plan-canicule',
    owner: 'ambrelle',
    content: {
      title: 'Repérer les personnes isolées avant une canicule',
      summary:
        'Suspendu après un été : les appels étaient utiles, le fichier trop large. Nous attendons l’avis du comité.',
      description:
        'Un calcul croisait l’âge, l’étage, l’absence d’ascenseur et l’inscription volontaire au registre pour ordonner les appels. Un croisement avec les aides au logement, ajouté sans débat, a conduit le comité à suspendre l’usage.',
      themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'],
      subThemes: ['HEALTH_ACCESS_TO_CARE', 'RISK_PREVENTION'],
      keywords: ['canicule', 'isolement', 'registre', 'suspension'],
      contact: 'service.solidarites@ambrelle.example',
      problem: 'Huit agents pour quatre mille appels en trois jours : par qui commencer ?',
      notFor: 'Contrôler une situation, vérifier un droit, croiser un fichier d’aides.',
      lifecycle: 'SUSPENDED',
      startedOn: '2024-06-01',
      department: 'CCAS',
      beneficiaries: ['BENEFICIARIES', 'HEALTH'],
      individualDecisions: 'YES',
      decisionsPerYear: 'FROM_1K_TO_10K',
      deployment: { hosting: 'ON_PREMISES' },
      techniques: ['RULES', 'CLASSICAL_ML'],
      automation: 'RECOMMENDATION',
      humanOversight: {
        who: 'Cheffe de la cellule de veille',
        power: 'Elle refait l’ordre des appels.',
        canOverride: 'YES',
      },
      appealRoute: 'Un appel au CCAS suffit pour sortir de la liste ; effet le jour même.',
      aiAct: {
        role: 'DEPLOYER',
        class: 'NOT_AI_BUT_IMPACTFUL',
        justification: 'Un ordre d’appel pèse sur le secours porté.',
      },
      personalData: { processed: 'SPECIAL', gdprBasis: 'VITAL_INTERESTS' },
      impactAssessments: [
        { type: 'DPIA', status: 'IN_PROGRESS' },
        { type: 'FRIA', status: 'PLANNED', whyNot: 'Attend la reprise de l’usage.' },
      ],
      cost: { oneOffBand: 'NOT_STATED', yearlyBand: 'NOT_STATED' },
      procurement: { mode: 'NOT_STATED' },
      lessons: {
        worked: ['Appeler d’abord celles et ceux qui l’avaient demandé.'],
        didNot: ['Ajouter un fichier en cours d’été « parce qu’il était là ».'],
        wouldDoDifferently: 'Fixer la liste des fichiers par délibération, avant juin.',
      },
    },
    relations: [
      {
        type: 'GOVERNED_BY_CHARTER',
        target: 'charte-ia-ambrelle',
        compliance: [
          { commitment: 1, status: 'YES' },
          { commitment: 2, status: 'PARTIAL', note: 'Réponse médiane : 21 jours.' },
        ],
      },
    ],
    life: {
      published: 290,
      edits: [{ daysAgo: 170, changes: { keywords: ['canicule', 'isolement', 'registre', 'suspension', 'comité'] } }],
    },
    reuses: [{ by: 'metropole', state: 'INTERESTED' }],
  },
  {
    key: 'ciblage-des-controles',
    owner: 'estuaire',
    content: {
      title: 'Ciblage des contrôles d’aides : abandonné avant la mise en service',
      summary:
        'Le modèle désignait surtout des mères seules. Nous l’avons arrêté, publié pourquoi, et écrit des principes.',
      description:
        'Entraîné sur dix ans de contrôles, le modèle avait appris qui l’on contrôlait, pas qui fraudait. Trois essais de correction n’y ont rien changé. L’abandon a été voté à l’unanimité moins deux voix.',
      themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'],
      subThemes: ['SOCIAL_TIES_USER_RELATIONS'],
      keywords: ['aides sociales', 'biais', 'abandon', 'contrôle'],
      contact: 'mission.ethique@estuaire.example',
      links: [
        { rel: 'DOCUMENT', url: 'https://estuaire.example/rapports/ciblage-abandon.pdf', title: 'Rapport d’abandon' },
      ],
      problem: 'Deux mille dossiers contrôlés au hasard, un indu sur quarante.',
      lifecycle: 'ABANDONED',
      startedOn: '2023-01',
      endedOn: '2024-10',
      abandonment: {
        reasons: ['DATA_QUALITY', 'LEGAL', 'ACCEPTANCE'],
        story:
          'Les données disaient l’histoire de nos contrôles. À indu égal, une mère seule avait trois fois plus de chances d’être désignée. Retirer la situation familiale ne changeait rien : l’adresse la redisait. Nous avons repris le tirage au sort, et mis les agents libérés sur les droits non demandés.',
        wouldRetry: 'NO',
      },
      department: 'Direction des solidarités',
      beneficiaries: ['BENEFICIARIES'],
      individualDecisions: 'YES',
      decisionsPerYear: 'FROM_1K_TO_10K',
      appealRoute: 'Commission de recours amiable, puis tribunal administratif.',
      techniques: ['CLASSICAL_ML'],
      automation: 'RECOMMENDATION',
      aiAct: {
        role: 'PROVIDER',
        class: 'HIGH_ANNEX_III',
        justification: 'Accès aux aides sociales essentielles (annexe III, point 5).',
        assessedOn: '2024-02-20',
      },
      legalBases: [{ title: 'Code de l’action sociale et des familles' }],
      personalData: { processed: 'SPECIAL', gdprBasis: 'PUBLIC_TASK' },
      impactAssessments: [
        { type: 'FRIA', status: 'DONE', date: '2024-06-12', url: 'https://estuaire.example/rapports/fria-ciblage.pdf' },
      ],
      cost: { oneOffEur: 310_000, yearlyBand: 'NOT_STATED', internalDays: 640 },
      procurement: { mode: 'IN_HOUSE' },
      offers: ['CALL', 'DOCUMENTS'],
      lessons: {
        didNot: ['Croire que retirer une colonne retire le biais.'],
        worked: ['Publier l’abandon avant que d’autres ne le fassent.'],
      },
    },
    relations: [
      {
        type: 'GOVERNED_BY_CHARTER',
        target: 'charte-ethique-estuaire',
        compliance: [{ commitment: 1, status: 'NO', note: 'Le groupe de personnes concernées n’existait pas encore.' }],
      },
    ],
    life: { published: 380 },
    reuses: [],
  },
  {
    key: 'tri-de-candidatures',
    owner: 'oriance',
    content: {
      title: 'Tri de candidatures : refusé par le comité social',
      summary:
        'Un logiciel de recrutement classait les candidats sans que nous l’ayons demandé. Nous avons coupé la fonction.',
      description:
        'La fonction est arrivée avec une mise à jour. Personne ne l’avait commandée ; trois recruteurs s’en servaient. Le comité social a demandé l’arrêt, et la relecture des quarante dossiers touchés.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['HUMAN_RESOURCES'],
      keywords: ['recrutement', 'mise à jour', 'fonction cachée'],
      contact: 'rh@oriance.example',
      problem: 'Trois cents candidatures pour un poste d’accueil, deux recruteuses.',
      lifecycle: 'ABANDONED',
      startedOn: '2025-01-20',
      endedOn: '2025-02-07',
      abandonment: {
        reasons: ['LEGAL', 'STAFF', 'OTHER'],
        story:
          'Nous l’avons appris par un candidat, qui a demandé pourquoi il était « à 41 % ». Depuis, aucune mise à jour n’est installée sans lecture de ses notes, et la clause sur les changements de modèle est dans tous nos contrats.',
        wouldRetry: 'NOT_STATED',
      },
      beneficiaries: ['AGENTS'],
      individualDecisions: 'YES',
      decisionsPerYear: 'UNDER_100',
      appealRoute: 'Tout candidat peut demander une nouvelle lecture, sans motif.',
      techniques: ['UNKNOWN'],
      automation: 'RECOMMENDATION',
      aiAct: { role: 'DEPLOYER', class: 'HIGH_ANNEX_III', justification: 'Recrutement (annexe III, point 4).' },
      personalData: { processed: 'YES', gdprBasis: 'CONTRACT' },
      procurement: { mode: 'CONTRACT', ccag: 'TIC' },
    },
    relations: [{ type: 'PROCURED_WITH_CLAUSE', target: 'clause-recette' }],
    life: { published: 310 },
    reuses: [],
  },
  {
    key: 'stress-a-l-accueil',
    owner: 'metropole',
    content: {
      title: 'Mesurer le stress à l’accueil par la voix : non, c’est interdit',
      summary: 'Un projet arrêté à l’étude : lire les émotions de ses agents au travail est une pratique interdite.',
      description:
        'L’idée venait d’un bon souci : protéger les agents d’accueil. Le service juridique a répondu en une page. Nous la publions, parce que le démarchage continue.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['HUMAN_RESOURCES', 'LEGAL_AID'],
      keywords: ['émotions', 'article 5', 'accueil', 'démarchage'],
      contact: 'service.juridique@ambrelle-metropole.example',
      problem: 'Quatre agressions verbales par semaine aux guichets de l’habitat.',
      alternativesConsidered:
        'Un bouton d’appel sous le comptoir et un second agent le vendredi : c’est ce qui a été fait.',
      lifecycle: 'ABANDONED',
      endedOn: '2025-03',
      abandonment: {
        reasons: ['LEGAL', 'NO_NEED'],
        story: 'Une page de droit, un bouton et un agent de plus ont réglé ce que la machine promettait.',
        wouldRetry: 'NO',
      },
      beneficiaries: ['AGENTS'],
      individualDecisions: 'NO',
      techniques: ['CLASSICAL_ML'],
      automation: 'NO_DECISION',
      aiAct: {
        role: 'DEPLOYER',
        class: 'PROHIBITED_ART5',
        justification: 'Déduire les émotions d’une personne sur son lieu de travail (article 5, § 1, f).',
        assessedOn: '2025-02-18',
      },
      personalData: { processed: 'NOT_STATED', gdprBasis: 'NOT_STATED' },
    },
    life: { published: 220 },
    reuses: [],
  },
  {
    key: 'orienter-vers-un-conseiller',
    owner: 'communaute',
    content: {
      title: 'Orienter vers le bon conseiller numérique, par SMS',
      summary:
        'Une idée que nous posons ici pour savoir si quelqu’un l’a essayée en montagne, sans réseau mobile partout.',
      description:
        'Trois conseillers itinérants, quarante hameaux. Un SMS décrirait le besoin, et recevrait un lieu et une heure.',
      themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'],
      subThemes: ['DIGITAL_INCLUSION'],
      keywords: ['conseiller numérique', 'SMS', 'ruralité'],
      problem: 'Les habitants font trente kilomètres et trouvent porte close.',
      lifecycle: 'IDEA',
      techniques: ['AGENTIC'],
    },
    life: { published: 8 },
    reuses: [{ by: 'saintOrme', state: 'INTERESTED' }],
  },
  {
    key: 'conseils-de-lecture',
    owner: 'portBrume',
    content: {
      title: 'Conseils de lecture de la médiathèque : retirés, sans regret',
      summary:
        'Quatre ans de service, des conseils justes, et personne pour les lire : les bibliothécaires conseillent mieux.',
      description:
        'Le module proposait des livres d’après les emprunts. Il fonctionnait. Mais 2 % des lecteurs ouvraient la page, et le rayon « coup de cœur » tenu à la main sortait onze fois plus.',
      themes: ['CITIZENSHIP_HEALTH_SOLIDARITY', 'ATTRACTIVENESS_DEVELOPMENT'],
      subThemes: ['CULTURE_LEISURE'],
      keywords: ['médiathèque', 'recommandation', 'retrait'],
      contact: 'bibliotheque@port-brume.example',
      problem: 'Les romans des rayons du bas ne sortaient plus.',
      lifecycle: 'RETIRED',
      startedOn: '2019-09',
      endedOn: '2023-12',
      abandonment: {
        reasons: ['NO_NEED'],
        story: 'Le service rendu existait déjà, tenu par des personnes.',
        wouldRetry: 'NO',
      },
      beneficiaries: ['GENERAL_PUBLIC'],
      individualDecisions: 'NO',
      deployment: { hosting: 'UNKNOWN' },
      techniques: ['CLASSICAL_ML'],
      automation: 'AUTOMATIC',
      aiAct: { role: 'DEPLOYER', class: 'MINIMAL' },
      personalData: { processed: 'YES', gdprBasis: 'CONSENT' },
      cost: { oneOffEur: 4_000, yearlyEur: 3_100 },
      procurement: { mode: 'FREE_OF_CHARGE' },
      environment: { method: 'UNKNOWN' },
      lessons: {
        worked: ['Compter les ouvertures dès le premier mois.'],
        wouldDoDifferently: 'Demander aux bibliothécaires.',
      },
    },
    life: { published: 450 },
  },
];
