import { leads, same } from './content-group.js';

/** Planning, building permits, housing. */
export const urbanismGroups = [
  same('urbanisme | aménagement urbain | planification urbaine', 'urban planning | town planning'),
  same('PLU | PLUi | plan local d’urbanisme', 'local development plan | zoning plan'),
  same('SCoT | schéma de cohérence territoriale', 'territorial coherence scheme'),
  same('PLH | programme local de l’habitat', 'local housing programme'),
  same(
    'ADS | autorisations d’urbanisme | droit des sols | instruction des autorisations d’urbanisme',
    'planning permission | planning application',
  ),
  leads('autorisations d’urbanisme', 'permis de construire | déclaration préalable | permis d’aménager'),
  same('permis de construire', 'building permit'),
  same('déclaration préalable de travaux | déclaration préalable'),
  same('DIA | déclaration d’intention d’aliéner | droit de préemption', 'right of first refusal'),
  same('ABF | architecte des bâtiments de France', 'heritage architect'),
  same('cadastre | parcelle cadastrale | plan cadastral', 'land register'),
  same(
    'construction illégale | construction non déclarée | piscines non déclarées | cabanisation',
    'undeclared building | unauthorised construction',
  ),
  same('ZAN | zéro artificialisation nette | artificialisation des sols', 'land take | soil sealing'),
  same('friche | friches industrielles | terrain vacant', 'brownfield | vacant land'),
  same('ZAC | zone d’aménagement concerté', 'joint development zone'),
  same('ANRU | renouvellement urbain | rénovation urbaine', 'urban renewal'),
  same('QPV | quartier prioritaire | politique de la ville', 'priority neighbourhood | deprived area'),
  same('logement social | HLM | bailleur social', 'social housing | social landlord'),
  same('logement vacant | vacance de logements', 'vacant housing'),
  same('habitat indigne | logement insalubre | marchand de sommeil', 'substandard housing'),
  same('copropriété dégradée | copropriété', 'condominium'),
  same('BIM | modélisation des informations du bâtiment', 'building information modelling'),
  same('maîtrise du foncier | politique foncière | EPF', 'land policy'),
  same('mobilier urbain | banc public', 'street furniture'),
  same('toilettes publiques | sanitaires publics', 'public toilets'),
  same('adressage | base adresse locale | base adresse nationale', 'address register'),
  same('THD | très haut débit | fibre optique | FTTH', 'broadband | optical fibre'),
  same('antenne relais | 5G', 'mobile network'),
];
