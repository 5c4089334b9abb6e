import type { DataCharterContent } from '@maillage/catalogue';
import type { Story } from '../../story.js';

/** Charters on AI and on generative tools. */
export const aiCharters: readonly Story<DataCharterContent>[] = [
  {
    key: 'charte-algorithmes-2021',
    owner: 'ambrelle',
    content: {
      title: 'Charte des algorithmes publics (2021)',
      summary: 'Première charte d’Ambrelle, écrite avant l’IA générative ; remplacée en 2025, gardée pour mémoire.',
      description:
        'Texte de deux pages adopté pour encadrer l’attribution des places de stationnement résidentiel. Il ne disait rien des outils que les agents emploient d’eux-mêmes : c’est ce manque qui a conduit à en écrire un autre.',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['RESPONSIBLE_DIGITAL_STRATEGY'],
      keywords: ['algorithmes publics', 'transparence'],
      contact: 'numerique@ambrelle.example',
      charterType: 'AI',
      adoptedBy: { body: 'Conseil municipal d’Ambrelle', act: 'Délibération 2021-117', date: '2021-06-24' },
      inForceFrom: '2021-07',
      scope: 'Les traitements qui fondent une décision individuelle de la Ville.',
      commitments: [
        { text: 'Publier la liste des algorithmes employés pour décider.', due: '2022-06', status: 'DONE' },
        { text: 'Réunir un comité d’usagers deux fois par an.', status: 'DROPPED' },
      ],
    },
    life: { published: 760, end: { state: 'ARCHIVED' } },
  },
  {
    key: 'charte-ia-ambrelle',
    owner: 'ambrelle',
    content: {
      title: 'Charte d’Ambrelle pour une IA utile, sobre et contestable',
      summary:
        'Sept engagements datés, chacun avec un service responsable et un indicateur ; les usages qui les enfreignent sont arrêtés.',
      description:
        'La charte est née d’un constat : douze directions avaient essayé vingt-six outils, et personne ne pouvait en donner la liste. Elle fixe ce que la Ville s’interdit, ce qu’elle publie, et **qui peut arrêter** un usage.\n\nElle est relue chaque année devant la commission des finances, engagement par engagement.',
      themes: ['GOVERNANCE_TECHNOLOGY', 'ADMINISTRATION_ORGANISATION'],
      subThemes: ['RESPONSIBLE_DIGITAL_STRATEGY', 'CITIZEN_PARTICIPATION'],
      keywords: ['charte', 'sobriété', 'droit de recours', 'arrêt d’urgence'],
      contact: 'numerique@ambrelle.example',
      licence: 'CC_BY_4_0',
      links: [
        { rel: 'DOCUMENT', url: 'https://ambrelle.example/charte-ia.pdf', title: 'Texte adopté' },
        { rel: 'ABOUT', url: 'https://ambrelle.example/ia', title: 'La page des habitants' },
      ],
      charterType: 'AI',
      adoptedBy: {
        body: 'Conseil municipal d’Ambrelle',
        act: 'Délibération 2025-041',
        date: '2025-03-27',
        url: 'https://ambrelle.example/deliberations/2025-041',
      },
      inForceFrom: '2025-05-01',
      scope:
        'Tous les usages de l’IA par les services, les écoles et les régies de la Ville, y compris les essais gratuits. Les délégataires y souscrivent au renouvellement de leur contrat.',
      principles: [
        'Une décision qui touche une personne est prise par une personne.',
        'Ce qui coûte plus d’énergie qu’il n’en épargne doit être justifié par écrit.',
        'Un usage que l’on ne sait pas arrêter ne commence pas.',
      ],
      commitments: [
        {
          text: 'Tenir un registre public de tous les usages, essais compris, avec leur stade et leur coût.',
          indicator: 'Part des usages inscrits avant leur mise en service',
          target: '100 %',
          ownerService: 'Direction du numérique',
          due: '2025-12-31',
          status: 'DONE',
          evidenceUrl: 'https://ambrelle.example/registre-ia',
        },
        {
          text: 'Répondre sous quinze jours à toute personne qui conteste une décision préparée par une machine.',
          indicator: 'Délai médian de réponse',
          target: '15 jours',
          ownerService: 'Médiation municipale',
          due: '2026-06',
          status: 'IN_PROGRESS',
        },
        {
          text: 'Mesurer la consommation électrique de chaque usage déployé, et la publier.',
          indicator: 'Usages mesurés',
          target: 'Tous',
          ownerService: 'Mission climat',
          due: '2026-12',
          status: 'PLANNED',
        },
        { text: 'Former deux cents agents par an aux limites des outils génératifs.', status: 'IN_PROGRESS' },
      ],
      prohibitedUses: [
        'Reconnaître des visages ou des émotions.',
        'Noter des habitants, des agents ou des quartiers.',
        'Répondre à une demande d’aide sociale sans lecture humaine.',
      ],
      authorisedTools: ['Assistant rédactionnel hébergé par la métropole', 'Traduction hors ligne des médiathèques'],
      governance: {
        committee: 'Comité d’arrêt et de suivi des usages de l’IA',
        composition:
          'Quatre élus dont deux de l’opposition, trois agents tirés au sort, quatre habitants, deux chercheuses.',
        cadence: 'Chaque trimestre, et sous dix jours quand un arrêt est demandé',
        minutesUrl: 'https://ambrelle.example/comite-ia/comptes-rendus',
      },
    },
    relations: [{ type: 'REPLACES', target: 'charte-algorithmes-2021' }],
    life: {
      published: 300,
      edits: [
        {
          daysAgo: 120,
          changes: {
            summary:
              'Huit engagements datés, chacun avec un service responsable et un indicateur ; les usages qui les enfreignent sont arrêtés. Révisée après un an d’application.',
          },
        },
      ],
      confirmed: 20,
    },
    reuses: [
      { by: 'oriance', state: 'STUDYING' },
      { by: 'portBrume', state: 'LIVE' },
      { by: 'greve', state: 'INTERESTED' },
    ],
  },
  {
    key: 'charte-generative-valbrune',
    owner: 'valbrune',
    content: {
      title: 'Règles d’emploi de l’IA générative par les agents de Valbrune-sur-Lise',
      summary:
        'Une page affichée dans chaque service : ce que l’on peut demander à l’outil, ce que l’on n’y écrit jamais, qui appeler en cas de doute.',
      description:
        'Rédigées avec quarante agents après deux mois d’essai libre, ces règles tiennent sur une page. Elles disent les trois feux : **vert** (reformuler, résumer un texte public), **orange** (préparer un courrier, relu par un collègue), **rouge** (dossier nominatif, marché en cours, décision).',
      themes: ['ADMINISTRATION_ORGANISATION'],
      subThemes: ['WRITING_AID_DOCUMENTS', 'HUMAN_RESOURCES'],
      keywords: ['IA générative', 'feux tricolores', 'agents'],
      contact: 'dsi@valbrune.example',
      charterType: 'GENERATIVE_USE',
      adoptedBy: { body: 'Comité social territorial', act: 'Avis du 14 novembre', date: '2024-11-14' },
      inForceFrom: '2025-01',
      scope: 'Les agents titulaires, contractuels, apprentis et stagiaires, sur tout équipement professionnel.',
      principles: ['On signe ce que l’on a relu.', 'Le doute profite à l’usager.'],
      commitments: [
        {
          text: 'Ouvrir un créneau hebdomadaire de questions, sans hiérarchie dans la salle.',
          indicator: 'Agents venus au moins une fois',
          target: 'Un agent sur trois',
          ownerService: 'Ressources humaines',
          status: 'DONE',
        },
        { text: 'Retirer un outil dans la journée quand ses conditions changent.', status: 'DONE' },
        { text: 'Mesurer chaque semestre le temps réellement gagné, service par service.', status: 'NOT_STATED' },
      ],
      prohibitedUses: ['Y copier un dossier nominatif.', 'Lui demander un avis sur un agent ou un candidat.'],
      authorisedTools: ['Assistélio, compte professionnel'],
    },
    life: {
      published: 400,
      edits: [
        { daysAgo: 210, changes: { authorisedTools: ['Assistélio, compte professionnel', 'Transcripole'] } },
        {
          daysAgo: 60,
          changes: {
            prohibitedUses: [
              'Y copier un dossier nominatif.',
              'Lui demander un avis sur un agent ou un candidat.',
              'Lui faire rédiger la réponse à une réclamation sans relecture par un collègue.',
            ],
          },
        },
      ],
    },
    reuses: [
      { by: 'roquesylve', state: 'LIVE' },
      { by: 'saintOrme', state: 'LIVE' },
      { by: 'agglomeration', state: 'PILOT' },
      { by: 'oriance', state: 'DROPPED', reason: 'Nos agents demandaient une formation, pas une affiche de plus.' },
    ],
  },
  {
    key: 'charte-generative-port-brume',
    owner: 'portBrume',
    audience: 'NETWORK',
    content: {
      title: 'Consignes internes sur les assistants génératifs, en rodage',
      summary:
        'Version de travail partagée avec le réseau : six consignes, dont deux que nos juristes discutent encore.',
      description:
        'Nous la partageons avant de la publier, pour recueillir l’avis de villes qui ont un an d’avance. Le point discuté : faut-il dire à l’usager qu’un courrier a été préparé avec un assistant, même s’il a été entièrement relu ?',
      themes: ['ADMINISTRATION_ORGANISATION'],
      keywords: ['consignes', 'transparence envers l’usager'],
      charterType: 'GENERATIVE_USE',
      commitments: [
        { text: 'Dire à l’usager quand un assistant a préparé la réponse.', status: 'PLANNED', due: '2026-09' },
        { text: 'Tenir la liste des services volontaires.', status: 'IN_PROGRESS' },
      ],
    },
    relations: [{ type: 'DERIVED_FROM', target: 'charte-generative-valbrune' }],
    life: { published: 45 },
  },
  {
    key: 'charte-ia-region-en',
    owner: 'lisieres',
    content: {
      title: 'Regional charter on artificial intelligence in public services',
      summary: 'Five commitments shared with partner regions abroad; the French text is the one that binds.',
      description:
        'An English version was asked for by the partner regions of a cross-border programme. It keeps the order of the French text, so that commitments can be compared line by line.',
      lang: 'EN',
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['RESPONSIBLE_DIGITAL_STRATEGY'],
      keywords: ['charter', 'cross-border', 'commitments'],
      licence: 'CC_BY_SA_4_0',
      charterType: 'AI',
      commitments: [
        {
          text: 'Publish one page in plain language for each use before it starts.',
          indicator: 'Uses with a page',
          target: '100%',
          status: 'IN_PROGRESS',
        },
        { text: 'Fund an independent evaluation for any use above €250,000.', status: 'PLANNED', due: '2027' },
      ],
    },
    life: { published: 90 },
  },
];
