import { enumeration } from '../enumeration.js';

/** Language an entry is written in. */
export const contentLanguages = enumeration(
  'ContentLanguage',
  ['Langue de la fiche', 'Language an entry is written in'],
  { FR: ['Français', 'French'], EN: ['Anglais', 'English'] },
);

/** The six themes of Les Interconnectés' territorial-AI library; the French labels are theirs, to the letter. */
export const themes = enumeration('Theme', ['Thème d’action publique', 'Field of public action'], {
  ECOLOGY_ENERGY: ['Transition écologique et énergétique', 'Ecological and energy transition'],
  ATTRACTIVENESS_DEVELOPMENT: ['Attractivité et développement', 'Attractiveness and development'],
  CITIZENSHIP_HEALTH_SOLIDARITY: ['Citoyenneté, santé et solidarité', 'Citizenship, health and solidarity'],
  MOBILITY: ['Mobilités', 'Mobility'],
  GOVERNANCE_TECHNOLOGY: ['Gouvernance et socles technologiques', 'Governance and technological foundations'],
  ADMINISTRATION_ORGANISATION: ['Administration et organisation interne', 'Administration and internal organisation'],
});

/** The 34 sub-themes of the same library; the French labels are those of its table schema. */
export const subThemes = enumeration('SubTheme', ['Sous-thème', 'Sub-theme'], {
  ENERGY_PERFORMANCE: ['Performance énergétique', 'Energy performance'],
  COMMERCE_ECONOMIC_DEVELOPMENT: ['Commerce et développement économique', 'Commerce and economic development'],
  EDUCATION: ['Education', 'Education'],
  URBAN_LOGISTICS: ['Logistique urbaine', 'Urban logistics'],
  MODELLING_DIGITAL_TWIN: ['Modélisation et jumeau numérique', 'Modelling and digital twin'],
  HUMAN_RESOURCES: ['Gestion des ressources humaines', 'Human resources'],
  PUBLIC_LIGHTING: ['Eclairage public', 'Public lighting'],
  AGRICULTURE: ['Agriculture', 'Agriculture'],
  HEALTH_ACCESS_TO_CARE: ['Santé et accès aux soins', 'Health and access to care'],
  MULTIMODALITY: ['Multimodalités', 'Multimodal transport'],
  INFORMATION_SYSTEM_TOOLS: ['Outillage système d’information', 'Information system tools'],
  ASSEMBLY_MANAGEMENT: ['Gestion des assemblées', 'Management of assemblies'],
  WATER_MANAGEMENT: ['Gestion de l’eau', 'Water management'],
  CULTURE_LEISURE: ['Culture et loisirs', 'Culture and leisure'],
  ACCESSIBILITY_DISABILITY: ['Accessibilité et handicap', 'Accessibility and disability'],
  FLOWS_TRAFFIC: ['Flux et trafic', 'Flows and traffic'],
  DIGITAL_INFRASTRUCTURE: ['Infrastructures numériques', 'Digital infrastructure'],
  PUBLIC_PROCUREMENT: ['Gestion des marchés publics', 'Public procurement'],
  WASTE_CIRCULAR_ECONOMY: ['Déchets et économie circulaire', 'Waste and circular economy'],
  BUILDING_PLANNING: ['Construction et aménagement', 'Building and planning'],
  SOCIAL_TIES_USER_RELATIONS: ['Lien social et relation aux usagers', 'Social ties and user relations'],
  LOW_CARBON_MOBILITY: ['Mobilité décarbonée', 'Low-carbon mobility'],
  RESPONSIBLE_DIGITAL_STRATEGY: [
    'Gouvernance et stratégie numérique responsable',
    'Governance and responsible digital strategy',
  ],
  WRITING_AID_DOCUMENTS: ['Aide à la rédaction et gestion documentaire', 'Writing aid and document management'],
  AIR_QUALITY_NOISE: ['Qualité de l’air et nuisances sonores', 'Air quality and noise'],
  REAL_ESTATE: ['Immobilier', 'Real estate'],
  DIGITAL_INCLUSION: ['Inclusion numérique', 'Digital inclusion'],
  PARKING: ['Stationnement', 'Parking'],
  DATA_PLATFORM: ['Plateforme de données', 'Data platform'],
  LEGAL_AID: ['Aide juridique', 'Legal support'],
  BIODIVERSITY_NATURAL_AREAS: [
    'Biodiversité et préservation des espaces naturels',
    'Biodiversity and protection of natural areas',
  ],
  CITIZEN_PARTICIPATION: ['Participation citoyenne', 'Citizen participation'],
  CYBERSECURITY: ['Cybersécurité', 'Cybersecurity'],
  RISK_PREVENTION: ['Prévention et gestion des risques', 'Risk prevention and management'],
});

/** Terms under which an entry's text may be reused. */
export const licences = enumeration('Licence', ['Licence de réutilisation', 'Terms of reuse'], {
  LICENCE_OUVERTE_2_0: ['Licence Ouverte 2.0 (Etalab)', 'Licence Ouverte 2.0 (Etalab)'],
  CC_BY_4_0: ['Creative Commons Attribution 4.0', 'Creative Commons Attribution 4.0'],
  CC_BY_SA_4_0: [
    'Creative Commons Attribution – Partage dans les mêmes conditions 4.0',
    'Creative Commons Attribution-ShareAlike 4.0',
  ],
  CC0_1_0: ['Creative Commons Zéro 1.0 (domaine public)', 'Creative Commons Zero 1.0 (public domain)'],
  ODBL_1_0: ['Open Database License 1.0', 'Open Database License 1.0'],
  OTHER: ['Autre licence, dite dans la description', 'Other terms, told in the description'],
});

/** What a link of an entry leads to. */
export const linkRelations = enumeration('LinkRelation', ['Nature d’un lien', 'What a link leads to'], {
  ABOUT: ['Page de présentation', 'Page about it'],
  SERVICE: ['Accès au service', 'The service itself'],
  SOURCE: ['Source de l’information', 'Source of the information'],
  DOCUMENT: ['Document', 'Document'],
  CODE: ['Code source', 'Source code'],
  DATA: ['Données', 'Data'],
  PRESS: ['Article de presse', 'Press article'],
  OTHER: ['Autre', 'Other'],
});
