import type { ProcurementClauseContent } from '@maillage/catalogue';
import type { Story } from '../../story.js';

/** Clauses on how the service works: tests, logs, incidents, prices. */
export const serviceClauses: readonly Story<ProcurementClauseContent>[] = [
  {
    key: 'clause-recette',
    owner: 'oriance',
    content: {
      title: 'Recette sur des usagers réels, avec un seuil qui ouvre ou ferme le contrat',
      summary:
        'Écrite après notre échec téléphonique : pas de mise en service sous le seuil, et pas de paiement non plus.',
      description:
        'Vingt usagers, dont cinq de plus de soixante-dix ans et trois qui parlent peu le français, essaient le service avant la signature du procès-verbal. Sous le seuil, le contrat s’arrête sans indemnité.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['PUBLIC_PROCUREMENT'],
      keywords: ['recette', 'seuil', 'panel d’usagers'],
      contact: 'marches@oriance.example',
      topic: 'TESTING_ACCEPTANCE',
      positions: [
        {
          level: 'TARGET',
          text: 'La mise en service est prononcée si {{seuil}} des essais d’un panel de {{panel}} usagers aboutissent, et si aucun groupe du panel n’est en dessous de {{seuil_groupe}}. À défaut, le marché est résilié sans indemnité.',
          comment: 'Le seuil par groupe est ce qui nous avait manqué.',
        },
        { level: 'FLOOR', text: 'La mise en service est prononcée si {{seuil}} des essais aboutissent.' },
      ],
      parameters: [
        { key: 'seuil', type: 'PERCENTAGE', unit: '%', default: '90 %' },
        { key: 'panel', type: 'INTEGER', default: '20' },
        { key: 'seuil_groupe', type: 'PERCENTAGE', unit: '%', default: '80 %' },
      ],
      appliesWhen: { ccag: ['TIC', 'PI'], procedure: ['INNOVATION_PARTNERSHIP', 'INNOVATIVE_PURCHASE', 'ADAPTED'] },
      documentPart: 'CCTP',
      uses: [
        {
          organization: '@organization:oriance',
          supplier: '@supplier:Lisabelle Logiciels (démo)',
          negotiated: 'AMENDED',
          note: 'Seuil ramené de 95 à 90 %.',
        },
        {
          organization: '@organization:valbrune',
          supplier: '@supplier:Lisabelle Logiciels (démo)',
          negotiated: 'ACCEPTED',
        },
      ],
    },
    life: {
      published: 360,
      edits: [{ daysAgo: 180, changes: { keywords: ['recette', 'seuil', 'panel d’usagers', 'personnes âgées'] } }],
    },
    reuses: [
      { by: 'valbrune', state: 'LIVE' },
      { by: 'portBrume', state: 'LIVE' },
      { by: 'estuaire', state: 'STUDYING' },
    ],
  },
  {
    key: 'clause-journaux',
    owner: 'metropole',
    content: {
      title: 'Journaux de fonctionnement lisibles par l’acheteur',
      summary:
        'Chaque proposition, chaque décision et chaque reprise en main laisse une ligne, gardée six mois, sans donnée superflue.',
      description:
        'Sans journal, nous n’avons pas pu dire pourquoi un feu était resté rouge vingt minutes. La clause dit ce qui est écrit, ce qui ne l’est pas, et qui lit.',
      themes: ['GOVERNANCE_TECHNOLOGY', 'MOBILITY'],
      subThemes: ['INFORMATION_SYSTEM_TOOLS'],
      keywords: ['journalisation', 'traçabilité'],
      topic: 'LOGGING',
      positions: [
        {
          level: 'TARGET',
          text: 'Le système journalise chaque proposition, décision et reprise en main, et garde ces lignes {{garde_mois}} mois. L’acheteur les lit sans passer par le titulaire.',
        },
        { level: 'FLOOR', text: 'Le titulaire remet les journaux sous {{remise_h}} heures après un incident.' },
      ],
      parameters: [
        { key: 'garde_mois', type: 'INTEGER', unit: 'mois', default: '6' },
        { key: 'remise_h', type: 'INTEGER', unit: 'heures', default: '8' },
      ],
      appliesWhen: { riskClasses: ['HIGH_ANNEX_III', 'DEROGATION_ART6_3'] },
      documentPart: 'CCTP',
    },
    life: { published: 200 },
    reuses: [{ by: 'agglomeration', state: 'PILOT' }],
  },
  {
    key: 'clause-controle-humain',
    owner: 'estuaire',
    content: {
      title: 'Contrôle humain : le temps de lire est dans le contrat',
      summary:
        'Une proposition qui touche une personne ne s’affiche qu’avec ses raisons, et un agent a le temps de la refuser.',
      description:
        'Un contrôle humain de quatre secondes par dossier n’en est pas un. La clause fixe un nombre de dossiers par heure au-delà duquel l’outil ralentit.',
      themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'],
      subThemes: ['SOCIAL_TIES_USER_RELATIONS'],
      keywords: ['contrôle humain', 'cadence', 'explication'],
      topic: 'HUMAN_OVERSIGHT',
      positions: [
        {
          level: 'TARGET',
          text: 'Chaque proposition est affichée avec ses trois premières raisons. L’outil ne présente pas plus de {{dossiers_heure}} dossiers par heure et par agent.',
        },
        { level: 'FLOOR', text: 'L’agent peut écarter toute proposition, sans avoir à s’en justifier.' },
      ],
      parameters: [{ key: 'dossiers_heure', type: 'INTEGER', default: '12' }],
      appliesWhen: { riskClasses: ['HIGH_ANNEX_III'] },
      documentPart: 'CCTP',
    },
    relations: [{ type: 'GOVERNED_BY_CHARTER', target: 'charte-ethique-estuaire' }],
    life: { published: 240 },
    reuses: [{ by: 'ambrelle', state: 'STUDYING' }],
  },
  {
    key: 'clause-incidents',
    owner: 'syndicat',
    content: {
      title: 'Incident : dire vite, dire tout, arrêter d’abord',
      summary:
        'Deux heures pour prévenir, arrêt immédiat possible, récit écrit sous cinq jours, partagé avec les autres clients publics.',
      description:
        'Le même incident a touché trois de nos communes en un mois, sans qu’aucune ne le sache des autres. Le récit est désormais partagé.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['CYBERSECURITY'],
      keywords: ['incident', 'arrêt', 'récit'],
      topic: 'INCIDENT',
      positions: [
        {
          level: 'TARGET',
          text: 'Tout incident est signalé sous {{signalement_h}} heures, le service est arrêté à la demande, un récit est remis sous {{recit_jours}} jours et peut être partagé avec d’autres acheteurs publics.',
        },
        { level: 'ACCEPTABLE', text: 'Tout incident est signalé sous {{signalement_h}} heures ; un récit est remis.' },
      ],
      parameters: [
        { key: 'signalement_h', type: 'DECIMAL', unit: 'heures', default: '2' },
        { key: 'recit_jours', type: 'INTEGER', unit: 'jours', default: '5' },
      ],
      documentPart: 'ANNEX_SECURITY',
      requires: ['@entry:clause-journaux'],
    },
    life: { published: 120 },
  },
  {
    key: 'clause-audit',
    owner: 'ambrelle',
    content: {
      title: 'Audit : deux jours par an, par qui nous voulons',
      summary: 'L’acheteur choisit l’auditeur, le titulaire ouvre ses essais, le rapport est publié après réponse.',
      description:
        'Deux jours suffisent si les essais sont rangés. La réponse du titulaire est jointe au rapport, dans la même page, avec la même taille de caractères.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['PUBLIC_PROCUREMENT'],
      keywords: ['audit', 'droit de réponse'],
      topic: 'AUDIT',
      positions: [
        {
          level: 'TARGET',
          text: 'L’acheteur fait auditer le service {{jours_audit}} jours par an par la personne de son choix ; le rapport et la réponse du titulaire sont publiés ensemble.',
        },
        { level: 'FLOOR', text: 'Le titulaire remet chaque année le rapport d’un auditeur extérieur.' },
      ],
      parameters: [{ key: 'jours_audit', type: 'INTEGER', unit: 'jours', default: '2' }],
      documentPart: 'CCAP',
    },
    life: { published: 180 },
  },
  {
    key: 'clause-energie',
    owner: 'lisieres',
    content: {
      title: 'Energy: measured, reported, and capped',
      summary:
        'The supplier measures consumption per request, reports it quarterly, and pays for what exceeds the cap.',
      description:
        'Estimates differed by a factor of nine between bidders. The clause asks for a measurement on the bidder’s own servers, witnessed once, and a cap that the bidder chooses itself. It cannot stand beside a clause that keeps two versions of a model running.',
      lang: 'EN',
      themes: ['ECOLOGY_ENERGY'],
      subThemes: ['ENERGY_PERFORMANCE', 'PUBLIC_PROCUREMENT'],
      keywords: ['energy', 'cap', 'measurement'],
      topic: 'ENVIRONMENT',
      positions: [
        {
          level: 'TARGET',
          text: 'The supplier measures the electricity used per thousand requests, reports it each quarter, and bears the cost above {{cap_kwh}} kWh a year.',
        },
        { level: 'FLOOR', text: 'The supplier reports an estimate each year, with its method.' },
      ],
      parameters: [{ key: 'cap_kwh', type: 'DECIMAL', unit: 'kWh', default: '1200' }],
      documentPart: 'RC',
      conflictsWith: ['@entry:clause-changement-de-modele'],
    },
    life: { published: 65 },
    reuses: [{ by: 'metropole', state: 'INTERESTED' }],
  },
  {
    key: 'clause-niveaux-de-service',
    owner: 'portBrume',
    content: {
      title: 'Niveaux de service comptés en réponses utiles, non en disponibilité',
      summary:
        'Un service allumé qui répond mal est un service en panne : la pénalité suit les réponses utiles, jugées par nos agents.',
      description:
        'Le taux de disponibilité était de 99,98 % le mois où l’agent conversationnel répondait à côté. Cent conversations tirées au sort sont désormais jugées chaque mois par deux agents.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['SOCIAL_TIES_USER_RELATIONS'],
      keywords: ['niveau de service', 'réponses utiles', 'pénalité'],
      contact: 'marchespublics@port-brume.example',
      topic: 'PERFORMANCE_SLA',
      positions: [
        {
          level: 'TARGET',
          text: 'Chaque mois, {{echantillon}} échanges tirés au sort sont jugés par l’acheteur. Sous {{taux_utile}} de réponses utiles, le mois est réduit de moitié.',
        },
        { level: 'ACCEPTABLE', text: 'Chaque trimestre, un échantillon est jugé par les deux parties.' },
      ],
      parameters: [
        { key: 'echantillon', type: 'INTEGER', default: '100' },
        { key: 'taux_utile', type: 'PERCENTAGE', unit: '%', default: '85 %' },
      ],
      documentPart: 'CCAP',
      uses: [
        {
          organization: '@organization:portBrume',
          supplier: '@supplier:Lisabelle Logiciels (démo)',
          negotiated: 'ACCEPTED',
        },
      ],
    },
    life: { published: 348 },
    reuses: [{ by: 'valbrune', state: 'PILOT' }],
  },
  {
    key: 'clause-prix',
    owner: 'agglomeration',
    content: {
      title: 'Révision des prix : à la baisse aussi',
      summary:
        'Le prix à l’usage suit un indice public ; quand le tarif catalogue baisse, le nôtre baisse le mois suivant.',
      description:
        'En deux ans, le tarif public de notre fournisseur a été divisé par trois, et notre facture n’a pas bougé. La clause lie les deux.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['PUBLIC_PROCUREMENT'],
      keywords: ['prix', 'indice', 'tarif à l’usage'],
      topic: 'PRICE_REVISION',
      positions: [
        {
          level: 'TARGET',
          text: 'Toute baisse du tarif public du titulaire s’applique à l’acheteur le mois suivant. Une hausse annuelle est plafonnée à {{plafond}}.',
        },
        { level: 'FLOOR', text: 'Une hausse annuelle est plafonnée à {{plafond}}.' },
      ],
      parameters: [{ key: 'plafond', type: 'PERCENTAGE', unit: '%', default: '3 %' }],
      appliesWhen: {
        ccag: ['MOE', 'MI', 'WORKS', 'NONE', 'NOT_STATED'],
        procedure: ['WITHOUT_CALL', 'FRAMEWORK_CALL_OFF', 'NOT_STATED'],
      },
      documentPart: 'AE',
    },
    life: { published: 40 },
  },
  {
    key: 'clause-accessibilite',
    owner: 'greve',
    content: {
      title: 'Accessibilité : essayée au lecteur d’écran avant de payer',
      summary:
        'Une phrase que même une commune de cinq mille habitants peut faire tenir : pas d’essai, pas de paiement.',
      description:
        'Notre bibliothécaire est aveugle ; elle essaie. La clause dit seulement que son avis conditionne le premier paiement, et que l’essai est refait à chaque version.',
      themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'],
      subThemes: ['ACCESSIBILITY_DISABILITY'],
      keywords: ['lecteur d’écran', 'RGAA', 'petite commune'],
      topic: 'ACCESSIBILITY',
      positions: [
        {
          level: 'FLOOR',
          text: 'Le premier paiement suit un essai au lecteur d’écran, jugé suffisant par une personne qui en emploie un chaque jour.',
        },
      ],
      documentPart: 'CCTP',
    },
    life: { published: 28 },
  },
  {
    key: 'clause-transparence-usagers',
    owner: 'valbrune',
    audience: 'ORGANIZATION',
    content: {
      title: 'Dire à l’usager qu’il parle à une machine',
      summary: 'Rédaction de travail, gardée pour nous le temps que le service juridique la relise.',
      description: 'Nous hésitons entre une mention au début de chaque échange et un nom de machine sans ambiguïté.',
      themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'],
      topic: 'TRANSPARENCY',
      positions: [
        { level: 'TARGET', text: 'La première phrase de chaque échange dit que l’interlocuteur est une machine.' },
      ],
    },
    life: { published: 10 },
  },
  {
    key: 'clause-interoperabilite',
    owner: 'syndicat',
    content: {
      title: 'Interfaces documentées, essayées par un tiers',
      summary: 'Retirée : la rédaction renvoyait à une norme dont nous avions mal compris la portée.',
      description: 'La clause imposait une norme qui ne traite pas des échanges entre services. Elle sera réécrite.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['INFORMATION_SYSTEM_TOOLS'],
      topic: 'INTEROPERABILITY',
      positions: [
        {
          level: 'TARGET',
          text: 'Les interfaces du service sont documentées et essayées par un tiers choisi par l’acheteur.',
        },
      ],
    },
    life: {
      published: 150,
      end: { state: 'WITHDRAWN', reason: 'Renvoi à une norme hors sujet ; une nouvelle rédaction est en cours.' },
    },
  },
  {
    key: 'clause-exactitude',
    owner: 'metropole',
    content: {
      title: 'Exactitude dite avec sa méthode, sa période et son effectif',
      summary: 'Aucun pourcentage dans une offre sans dire sur quoi, quand et combien de fois il a été mesuré.',
      description:
        'Six offres annonçaient « 95 % de précision ». Aucune ne parlait de la même chose. La clause fait rejeter le chiffre qui n’a pas sa méthode.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['PUBLIC_PROCUREMENT'],
      keywords: ['exactitude', 'méthode', 'effectif'],
      topic: 'ACCURACY_ROBUSTNESS',
      positions: [
        {
          level: 'TARGET',
          text: 'Tout résultat annoncé est accompagné de sa méthode, de sa période et de son effectif ; à défaut, il est réputé absent de l’offre.',
        },
        { level: 'NOT_STATED', text: 'Le candidat décrit la manière dont il mesure ses résultats.' },
      ],
      documentPart: 'RC',
    },
    life: { published: 75 },
  },
];
