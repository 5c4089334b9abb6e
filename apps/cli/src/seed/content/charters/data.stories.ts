import type { DataCharterContent } from '@maillage/catalogue';
import type { Story } from '../../story.js';

/** Charters on data, ethics and purchases. */
export const dataCharters: readonly Story<DataCharterContent>[] = [
  {
    key: 'charte-donnees-metropole',
    owner: 'metropole',
    content: {
      title: 'Charte de la donnée d’Ambrelle Métropole et de ses vingt-trois communes',
      summary:
        'Qui produit, qui corrige, qui partage : la règle commune à la métropole, à ses communes et à leurs délégataires.',
      description:
        'La métropole demandait aux délégataires des données qu’elle ne rendait pas aux communes. La charte fixe un chemin de retour : toute donnée reçue est rendue, décrite et corrigible par celui qui l’a produite.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['DATA_PLATFORM'],
      keywords: ['données d’intérêt territorial', 'délégataires', 'retour aux communes'],
      contact: 'donnees@ambrelle-metropole.example',
      licence: 'ODBL_1_0',
      charterType: 'DATA',
      adoptedBy: { body: 'Conseil métropolitain', act: 'Délibération M-2023-208', date: '2023-12-15' },
      inForceFrom: '2024-01-01',
      scope: 'Données produites pour un service public métropolitain, quel que soit le mode de gestion.',
      principles: [
        'La donnée la plus proche du terrain fait foi.',
        'Un jeu de données sans personne pour le corriger n’est pas publié.',
      ],
      commitments: [
        {
          text: 'Rendre aux communes, chaque nuit, les données qui les concernent.',
          indicator: 'Communes servies',
          target: '23 sur 23',
          ownerService: 'Service de la donnée',
          due: '2025-01',
          status: 'DONE',
          evidenceUrl: 'https://donnees.ambrelle-metropole.example/retour',
        },
        {
          text: 'Inscrire une clause de restitution dans chaque contrat renouvelé.',
          ownerService: 'Commande publique',
          status: 'IN_PROGRESS',
        },
      ],
      governance: {
        committee: 'Conférence des données',
        composition: 'Un référent par commune, les délégataires de l’eau, des déchets et des transports.',
        cadence: 'Deux fois par an',
      },
    },
    life: { published: 500, confirmed: 150 },
    reuses: [{ by: 'agglomeration', state: 'LIVE' }],
  },
  {
    key: 'charte-ethique-estuaire',
    owner: 'estuaire',
    content: {
      title: 'Principes éthiques du Département pour les outils de l’action sociale',
      summary:
        'Écrits avec les travailleurs sociaux après l’abandon d’un outil de ciblage : ce qu’un score ne doit jamais décider.',
      description:
        'Après l’arrêt du ciblage des contrôles, l’assemblée a demandé des principes écrits par celles et ceux qui reçoivent le public. Ils refusent le score individuel et exigent qu’un outil puisse être expliqué à la personne, devant elle, en moins de cinq minutes.',
      themes: ['CITIZENSHIP_HEALTH_SOLIDARITY', 'GOVERNANCE_TECHNOLOGY'],
      subThemes: ['SOCIAL_TIES_USER_RELATIONS'],
      keywords: ['action sociale', 'explication', 'non-recours'],
      contact: 'mission.ethique@estuaire.example',
      charterType: 'ETHICS',
      adoptedBy: { body: 'Assemblée départementale', date: '2025-02' },
      inForceFrom: '2025-03',
      scope: 'Tout outil employé par les maisons des solidarités, acheté ou développé.',
      principles: ['Pas de score sur une personne.', 'Une explication orale en cinq minutes, ou pas d’outil.'],
      commitments: [
        {
          text: 'Faire relire chaque projet par un groupe de personnes concernées, indemnisées.',
          indicator: 'Projets relus',
          target: 'Tous',
          ownerService: 'Direction des solidarités',
          status: 'IN_PROGRESS',
        },
        { text: 'Mesurer le non-recours avant et après chaque outil.', status: 'PLANNED', due: '2026' },
      ],
      prohibitedUses: ['Cibler des contrôles à partir du quartier, de la nationalité ou de la situation familiale.'],
    },
    life: { published: 395 },
    reuses: [{ by: 'ambrelle', state: 'STUDYING' }],
  },
  {
    key: 'charte-achats-agglomeration',
    owner: 'agglomeration',
    content: {
      title: 'Politique d’achat des services d’IA de la Baie de Brume',
      summary:
        'Dix questions posées à tout candidat, quatre planchers non négociables, une visite chez un client existant.',
      description:
        'La politique tient en une grille que les acheteurs remplissent avant de publier. Les quatre planchers — pas d’entraînement sur nos données, journaux accessibles, sortie payée au forfait, hébergement dit — ne se négocient pas, quel que soit le montant.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['PUBLIC_PROCUREMENT'],
      keywords: ['achat', 'grille', 'planchers'],
      contact: 'marches@baie-de-brume.example',
      charterType: 'PROCUREMENT',
      adoptedBy: { body: 'Bureau communautaire', act: 'Décision B-2024-66', date: '2024-09-12' },
      inForceFrom: '2024-10',
      scope: 'Les marchés et bons de commande qui comprennent une fonction d’IA, dès le premier euro.',
      commitments: [
        { text: 'Publier les questions et les réponses retenues de chaque consultation.', status: 'DONE' },
        { text: 'Rendre visite à un client existant avant de signer au-delà de 50 000 €.', status: 'IN_PROGRESS' },
      ],
    },
    life: { published: 352 },
    reuses: [
      { by: 'metropole', state: 'PILOT' },
      { by: 'syndicat', state: 'LIVE' },
    ],
  },
  {
    key: 'charte-mixte-port-brume',
    owner: 'portBrume',
    content: {
      title: 'Pacte de Port-Brume : données, algorithmes et caméras',
      summary: 'Un seul texte pour trois sujets que les habitants ne séparent pas, écrit en quatre soirées publiques.',
      description:
        'Quatre soirées, deux cent dix participants, un texte lu à voix haute et corrigé en séance. Le pacte dit où sont les caméras, ce qu’elles comptent, ce que la Ville sait et ne veut pas savoir.',
      themes: ['GOVERNANCE_TECHNOLOGY', 'MOBILITY', 'CITIZENSHIP_HEALTH_SOLIDARITY'],
      subThemes: ['CITIZEN_PARTICIPATION', 'RESPONSIBLE_DIGITAL_STRATEGY'],
      keywords: ['caméras', 'soirées publiques', 'pacte'],
      contact: 'transparence@port-brume.example',
      charterType: 'MIXED',
      adoptedBy: { body: 'Conseil municipal de Port-Brume', act: 'Délibération 2024-09-30/12', date: '2024-09-30' },
      inForceFrom: '2024-11',
      scope: 'L’espace public et les services municipaux ; l’hôpital et le port n’y sont pas soumis.',
      commitments: [
        { text: 'Signaler sur place chaque capteur, avec ce qu’il compte.', target: '118 panneaux', status: 'DONE' },
        { text: 'Détruire les images sous 24 heures quand elles ne servent qu’à compter.', status: 'DONE' },
        { text: 'Tenir une soirée de compte rendu chaque automne.', status: 'IN_PROGRESS' },
      ],
    },
    life: {
      published: 330,
      open: {
        state: 'SUBMITTED',
        changes: {
          scope: 'L’espace public, les services municipaux et, depuis cette année, le port de plaisance.',
        },
      },
    },
  },
  {
    key: 'charte-courte-greve',
    owner: 'greve',
    content: {
      title: 'Ce que la mairie de Grève-Sainte-Aude promet sur ses outils numériques',
      summary: 'Quatre phrases votées par une petite commune qui n’a ni DSI ni juriste.',
      description:
        'Nous n’avions pas les moyens d’une charte de vingt pages. Le secrétariat a proposé quatre phrases, le conseil les a votées en dix minutes, et elles sont au mur de l’accueil.',
      themes: ['ADMINISTRATION_ORGANISATION'],
      keywords: ['petite commune', 'accueil'],
      licence: 'CC0_1_0',
      charterType: 'NOT_STATED',
      commitments: [
        { text: 'Vous parlerez toujours à quelqu’un si vous le demandez.' },
        { text: 'Nous ne donnons vos papiers à aucune machine hors de la mairie.' },
      ],
    },
    life: { published: 15 },
  },
];
