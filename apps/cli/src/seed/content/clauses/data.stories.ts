import type { ProcurementClauseContent } from '@maillage/catalogue';
import type { Story } from '../../story.js';

const AI_ACT = { title: 'Règlement (UE) 2024/1689 sur l’intelligence artificielle' } as const;
const GDPR = { title: 'Règlement (UE) 2016/679 (RGPD), article 28' } as const;

/** Clauses on data, models and what remains of them. */
export const dataClauses: readonly Story<ProcurementClauseContent>[] = [
  {
    key: 'clause-entrainement',
    owner: 'agglomeration',
    content: {
      title: 'Pas d’entraînement sur les données de la collectivité sans accord écrit',
      summary:
        'Interdit d’entraîner ou d’affiner un modèle avec nos données, journaux compris, sauf accord écrit, daté et révocable.',
      description:
        'La clause la plus discutée, et la plus souvent acceptée quand elle est posée dès la consultation. Elle vise aussi les consignes tapées par les agents, que plusieurs contrats traitent comme des « données d’usage » du fournisseur.',
      themes: ['ADMINISTRATION_ORGANISATION', 'GOVERNANCE_TECHNOLOGY'],
      subThemes: ['PUBLIC_PROCUREMENT', 'LEGAL_AID'],
      keywords: ['entraînement', 'données d’usage', 'révocation'],
      contact: 'marches@baie-de-brume.example',
      licence: 'CC0_1_0',
      links: [
        { rel: 'DOCUMENT', url: 'https://baie-de-brume.example/clauses/entrainement.odt', title: 'Version à copier' },
      ],
      topic: 'TRAINING_ON_CITY_DATA',
      positions: [
        {
          level: 'TARGET',
          text: 'Le titulaire n’emploie aucune donnée de l’acheteur, ni les consignes et réponses échangées par ses agents, pour entraîner, affiner ou évaluer un modèle. Tout accord contraire est écrit, limité à {{duree_accord_mois}} mois et révocable à tout moment.',
          comment: 'À poser dans le CCTP et à rappeler dans l’acte d’engagement.',
        },
        {
          level: 'ACCEPTABLE',
          text: 'Le titulaire peut employer des données rendues anonymes, après accord écrit sur la méthode, pour le seul modèle mis à la disposition de l’acheteur. L’accord vaut {{duree_accord_mois}} mois.',
        },
        {
          level: 'FLOOR',
          text: 'Le titulaire n’emploie aucune donnée personnelle de l’acheteur pour entraîner un modèle servi à d’autres clients.',
          comment: 'En dessous, nous n’avons pas signé.',
        },
      ],
      parameters: [
        { key: 'duree_accord_mois', type: 'INTEGER', unit: 'mois', default: '12', allowed: ['6', '12', '24'] },
      ],
      appliesWhen: {
        riskClasses: ['TRANSPARENCY_ART50', 'HIGH_ANNEX_III', 'MINIMAL'],
        ccag: ['TIC', 'FCS'],
        procedure: ['OPEN', 'ADAPTED', 'NEGOTIATED'],
        cpv: ['72212000-4', '48000000-8'],
        hosting: ['THIRD_PARTY_CLOUD', 'SECNUMCLOUD'],
        generative: 'YES',
      },
      documentPart: 'CCTP',
      legalRefs: [
        { ...GDPR, url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
        { ...AI_ACT, url: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj' },
      ],
      derivedFrom: [{ library: 'Recueil interne de la Baie de Brume', ref: 'IA-04', licence: 'CC0' }],
      uses: [
        {
          organization: '@organization:agglomeration',
          supplier: '@supplier:Lisabelle Logiciels (démo)',
          negotiated: 'ACCEPTED',
          note: 'Acceptée sans discussion à la première consultation.',
        },
        {
          organization: '@organization:ambrelle',
          supplier: '@supplier:Tessaline Assistants (démo)',
          negotiated: 'AMENDED',
          note: 'Durée de l’accord portée à 24 mois.',
        },
        {
          organization: '@organization:portBrume',
          supplier: '@supplier:Lisabelle Logiciels (démo)',
          negotiated: 'ACCEPTED',
        },
        { organization: '@organization:metropole', negotiated: 'NOT_TESTED' },
      ],
    },
    relations: [
      {
        type: 'GOVERNED_BY_CHARTER',
        target: 'charte-achats-agglomeration',
        compliance: [{ commitment: 1, status: 'YES' }],
      },
    ],
    life: {
      published: 345,
      edits: [{ daysAgo: 200, changes: { keywords: ['entraînement', 'données d’usage', 'révocation', 'consignes'] } }],
      confirmed: 60,
    },
    reuses: [
      { by: 'ambrelle', state: 'LIVE' },
      { by: 'portBrume', state: 'LIVE' },
      { by: 'metropole', state: 'STUDYING' },
      { by: 'syndicat', state: 'LIVE' },
      { by: 'estuaire', state: 'PILOT' },
    ],
  },
  {
    key: 'clause-droits-sur-les-donnees',
    owner: 'metropole',
    content: {
      title: 'Données produites pendant le marché : à qui elles sont, comment elles reviennent',
      summary:
        'Tout ce que le service produit revient à l’acheteur chaque nuit, dans un format ouvert, sans supplément.',
      description:
        'Rédigée après avoir payé deux fois l’accès aux comptages de nos propres carrefours. La liste des jeux et leur format sont annexés ; un jeu non rendu trois nuits de suite ouvre une pénalité.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['DATA_PLATFORM', 'PUBLIC_PROCUREMENT'],
      keywords: ['restitution', 'format ouvert', 'pénalité'],
      topic: 'DATA_RIGHTS',
      positions: [
        {
          level: 'TARGET',
          text: 'Les données produites par l’exécution du marché sont la propriété de l’acheteur dès leur création. Elles lui sont remises chaque nuit au format {{format}}. Trois absences de suite donnent lieu à une pénalité de {{penalite}} par jeu.',
        },
        {
          level: 'FLOOR',
          text: 'Les données produites sont remises à l’acheteur à sa demande, sous {{delai_jours}}, au format {{format}}.',
        },
      ],
      parameters: [
        { key: 'format', type: 'CHOICE', default: 'Parquet', allowed: ['CSV', 'Parquet', 'GeoPackage'] },
        { key: 'penalite', type: 'AMOUNT', unit: '€', default: '150' },
        { key: 'delai_jours', type: 'DURATION', unit: 'jours', default: '10 jours' },
      ],
      documentPart: 'CCAP',
      uses: [
        {
          organization: '@organization:metropole',
          supplier: '@supplier:Orvalume Territoires (démo)',
          negotiated: 'ACCEPTED',
          note: 'Pénalité appliquée deux fois la première année.',
        },
      ],
    },
    relations: [{ type: 'GOVERNED_BY_CHARTER', target: 'charte-donnees-metropole' }],
    life: { published: 300 },
    reuses: [{ by: 'ambrelle', state: 'LIVE' }],
  },
  {
    key: 'clause-reversibilite',
    owner: 'agglomeration',
    content: {
      title: 'Sortie du contrat : un forfait connu, un essai avant la fin',
      summary:
        'Le prix de la sortie est écrit le premier jour, et la sortie est répétée une fois avant d’en avoir besoin.',
      description:
        'L’essai de sortie à mi-contrat nous a appris que l’export oubliait les pièces jointes. Sans cet essai, nous l’aurions su le dernier jour.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['PUBLIC_PROCUREMENT'],
      keywords: ['réversibilité', 'forfait', 'essai de sortie'],
      topic: 'REVERSIBILITY_EXIT',
      positions: [
        {
          level: 'TARGET',
          text: 'La réversibilité est payée au forfait de {{forfait}} porté à l’acte d’engagement. Elle est essayée avant le {{date_essai}} ; l’essai qui échoue est recommencé aux frais du titulaire.',
        },
        {
          level: 'ACCEPTABLE',
          text: 'La réversibilité est payée au forfait de {{forfait}} porté à l’acte d’engagement.',
        },
        {
          level: 'FLOOR',
          text: 'Le titulaire remet les données et leur documentation, sans frais, à la fin du marché.',
        },
      ],
      parameters: [
        { key: 'forfait', type: 'AMOUNT', unit: '€', default: '4000' },
        { key: 'date_essai', type: 'DATE', default: '18 mois après la notification' },
      ],
      documentPart: 'AE',
      requires: ['@entry:clause-droits-sur-les-donnees'],
      uses: [
        {
          organization: '@organization:agglomeration',
          supplier: '@supplier:Orvalume Territoires (démo)',
          negotiated: 'AMENDED',
        },
        {
          organization: '@organization:syndicat',
          supplier: '@supplier:Coopérative Sylvanume (démo)',
          negotiated: 'ACCEPTED',
        },
      ],
    },
    life: { published: 280 },
    reuses: [{ by: 'estuaire', state: 'LIVE' }],
  },
  {
    key: 'clause-changement-de-modele',
    owner: 'ambrelle',
    content: {
      title: 'Changement de modèle ou de sous-traitant : prévenir, essayer, pouvoir refuser',
      summary: 'Un préavis, un essai à blanc sur nos cas, un droit de refus pendant la durée du préavis.',
      description:
        'Un modèle remplacé un dimanche avait changé le ton de toutes les réponses du lundi. La clause impose un préavis et un jeu d’essai que l’acheteur garde pour lui.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['PUBLIC_PROCUREMENT', 'INFORMATION_SYSTEM_TOOLS'],
      keywords: ['mise à jour', 'préavis', 'jeu d’essai'],
      topic: 'SUBPROCESSING_MODEL_CHANGE',
      positions: [
        {
          level: 'TARGET',
          text: 'Tout changement de modèle, de version majeure ou de sous-traitant est annoncé {{preavis_jours}} jours avant. L’acheteur l’essaie sur son propre jeu et peut le refuser ; la version en service lui est alors maintenue {{maintien_mois}} mois.',
        },
        {
          level: 'ACCEPTABLE',
          text: 'Tout changement de modèle est annoncé {{preavis_jours}} jours avant et peut être refusé.',
        },
        {
          level: 'NOT_STATED',
          text: 'Variante reçue d’un candidat : « Le prestataire informe le client des évolutions notables. »',
          comment: 'Gardée pour montrer ce qui ne suffit pas.',
        },
      ],
      parameters: [
        { key: 'preavis_jours', type: 'INTEGER', unit: 'jours', default: '30' },
        { key: 'maintien_mois', type: 'INTEGER', unit: 'mois', default: '6' },
      ],
      appliesWhen: {
        generative: 'NOT_STATED',
        riskClasses: ['NOT_ASSESSED', 'PROHIBITED_ART5', 'NOT_AI_BUT_IMPACTFUL'],
      },
      documentPart: 'CCTP',
      uses: [
        {
          organization: '@organization:ambrelle',
          supplier: '@supplier:Tessaline Assistants (démo)',
          negotiated: 'REFUSED',
          note: 'Le fournisseur dit ne pas pouvoir maintenir deux versions. Nous avons gardé le préavis.',
        },
      ],
    },
    life: { published: 95 },
    reuses: [
      { by: 'valbrune', state: 'STUDYING' },
      { by: 'portBrume', state: 'INTERESTED' },
    ],
  },
  {
    key: 'clause-propriete',
    owner: 'syndicat',
    content: {
      title: 'Paramètres et consignes mis au point avec nos agents : ils restent à nous',
      summary: 'Les consignes, barèmes et listes écrits par les agents ne deviennent pas la propriété du fournisseur.',
      description:
        'Les agents passent des semaines à écrire des consignes. Un candidat prétendait les revendre sous forme de « bibliothèque de bonnes pratiques ». La clause les place sous licence ouverte, au bénéfice de toutes les collectivités.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['LEGAL_AID'],
      keywords: ['propriété intellectuelle', 'consignes', 'licence ouverte'],
      topic: 'IP',
      positions: [
        {
          level: 'TARGET',
          text: 'Les consignes, paramètres, barèmes et jeux d’essai mis au point pendant le marché appartiennent à l’acheteur, qui les place sous la licence {{licence}}.',
        },
        {
          level: 'FLOOR',
          text: 'L’acheteur dispose librement des consignes et paramètres mis au point par ses agents.',
        },
      ],
      parameters: [{ key: 'licence', type: 'TEXT', default: 'Licence Ouverte 2.0' }],
      appliesWhen: { generative: 'NO', hosting: ['SHARED_PUBLIC', 'ON_PREMISES', 'ON_DEVICE', 'UNKNOWN'] },
      documentPart: 'CCAP',
    },
    life: { published: 210 },
  },
  {
    key: 'clause-hebergement',
    owner: 'estuaire',
    content: {
      title: 'Hébergement et droit applicable : où sont les données, qui peut les demander',
      summary: 'Lieu nommé, loi étrangère dite, notification de toute demande d’une autorité.',
      description:
        'Pour les dossiers des solidarités, l’assemblée a voulu une règle simple : le lieu est écrit, la loi étrangère qui s’y applique aussi, et le silence vaut refus.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['CYBERSECURITY', 'DIGITAL_INFRASTRUCTURE'],
      keywords: ['souveraineté', 'hébergement', 'extraterritorialité'],
      topic: 'HOSTING_SOVEREIGNTY',
      positions: [
        {
          level: 'TARGET',
          text: 'Les données sont hébergées dans l’Union européenne, chez un hébergeur qualifié, hors de portée d’une loi extérieure à l’Union. Toute demande d’une autorité est notifiée sous {{delai_notification_h}} heures.',
        },
        {
          level: 'FLOOR',
          text: 'Le titulaire nomme le lieu d’hébergement et toute loi extérieure à l’Union qui s’y applique.',
        },
      ],
      parameters: [
        { key: 'delai_notification_h', type: 'INTEGER', unit: 'heures', default: '24', allowed: ['12', '24', '48'] },
      ],
      appliesWhen: {
        riskClasses: ['HIGH_ANNEX_III', 'HIGH_ANNEX_I'],
        procedure: ['OPEN', 'COMPETITIVE_DIALOGUE', 'RESTRICTED'],
      },
      documentPart: 'ANNEX_SECURITY',
      legalRefs: [GDPR],
    },
    life: { published: 370, confirmed: 340 },
    reuses: [{ by: 'metropole', state: 'LIVE' }],
  },
  {
    key: 'clause-protection-des-donnees',
    owner: 'valbrune',
    content: {
      title: 'Annexe « protection des données » propre aux outils génératifs',
      summary:
        'Durée de garde des consignes, effacement prouvé, liste des sous-traitants : trois pages, jointes telles quelles.',
      description:
        'Notre déléguée à la protection des données a réduit à trois pages l’annexe de onze que personne ne lisait. Chaque durée est un paramètre, chaque preuve a une date.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['LEGAL_AID', 'CYBERSECURITY'],
      keywords: ['RGPD', 'annexe', 'durée de conservation'],
      contact: 'dpo@valbrune.example',
      topic: 'SECURITY',
      positions: [
        {
          level: 'TARGET',
          text: 'Les consignes et réponses sont effacées au bout de {{garde_jours}} jours ; la preuve d’effacement est remise chaque trimestre.',
        },
      ],
      parameters: [{ key: 'garde_jours', type: 'DURATION', unit: 'jours', default: '30 jours' }],
      documentPart: 'ANNEX_DPA',
      legalRefs: [GDPR],
    },
    life: {
      published: 160,
      open: {
        state: 'CHANGES_REQUESTED',
        changes: { keywords: ['RGPD', 'annexe', 'durée de conservation', 'effacement'] },
        comment:
          'D’accord sur l’ajout, mais précisez d’abord la preuve attendue : un journal signé, ou une attestation ?',
      },
    },
    reuses: [{ by: 'roquesylve', state: 'INTERESTED' }],
  },
  {
    key: 'clause-transparence-contrat',
    owner: 'portBrume',
    content: {
      title: 'Publier le contrat et ses annexes techniques',
      summary:
        'Le contrat, les résultats de recette et les incidents sont publics, hors secrets dits et motivés un par un.',
      description:
        'Le pacte de la Ville promet des contrats lisibles. La clause inverse la charge : tout est public, et c’est au titulaire de dire, ligne par ligne, ce qui relèverait du secret.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['RESPONSIBLE_DIGITAL_STRATEGY', 'CITIZEN_PARTICIPATION'],
      keywords: ['publication', 'secret des affaires'],
      topic: 'CONTRACT_TRANSPARENCY',
      positions: [
        {
          level: 'TARGET',
          text: 'Le contrat et ses annexes sont publiés. Le titulaire désigne, en les motivant, les seuls passages couverts par un secret.',
        },
        {
          level: 'ACCEPTABLE',
          text: 'L’objet, le prix, les niveaux de service et les résultats de recette sont publiés.',
        },
      ],
      documentPart: 'NOT_STATED',
    },
    life: { published: 140, narrowedTo: 'NETWORK' },
  },
];
