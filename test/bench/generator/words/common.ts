import { items } from './topic.js';

/** Words of every subject, from frequent to rare. */
export const departments =
  items(`direction du numérique / direction générale des services / direction des systèmes d’information
  service des espaces publics / direction de la transition écologique / direction de la relation aux usagers / service de l’eau
  direction des ressources humaines / direction de l’éducation / service des affaires juridiques / centre communal d’action sociale
  direction de l’urbanisme / service des archives / direction de la culture / mission données / police municipale
  service du stationnement / direction des mobilités / service de la commande publique / laboratoire d’innovation`);

export const partners =
  items(`un syndicat mixte / l’université voisine / une école d’ingénieurs / la communauté de communes
  un laboratoire de recherche / le département / une association d’usagers / la chambre de commerce / un établissement public
  une coopérative numérique / le centre de gestion / l’agence d’urbanisme / une régie municipale / un pôle de compétitivité`);

export const qualities =
  items(`simple / progressive / concertée / documentée / prudente / mutualisée / réversible / sobre / ouverte
  encadrée / partielle / itérative / frugale / transparente / décentralisée / ambitieuse / méthodique / expérimentale`);

export const worked = items(`Les agents ont été associés dès le premier mois, et l’outil a changé grâce à eux.
  Commencer par un seul service a permis de corriger le calcul avant de l’étendre.
  La mesure faite avant le début rend le résultat incontestable.
  Le comité d’usagers a relu les explications données au public.
  La clause de réversibilité a permis de changer de fournisseur sans perdre les données.
  L’hébergement dans nos murs a levé les réserves du délégué à la protection des données.
  La formation en binôme vaut mieux qu’une journée en salle.
  Publier les erreurs a renforcé la confiance des habitants.
  Un élu référent a suivi le projet de bout en bout.
  Le droit d’écarter la proposition de la machine est écrit dans la procédure.`);

export const didNot = items(`Les données historiques étaient trop incomplètes pour apprendre quoi que ce soit d’utile.
  Le prix annoncé ne comprenait ni l’intégration ni la formation.
  Les agents n’ont pas été prévenus du changement de modèle, et les réponses ont varié du jour au lendemain.
  La connexion au logiciel métier a pris plus de temps que le projet lui-même.
  Le nombre de fausses alertes a découragé les équipes pendant les deux premiers mois.
  L’outil fonctionne mal dans les rues étroites et par temps de neige.
  Le fournisseur n’a pas su expliquer ses résultats.
  La consommation électrique n’avait pas été demandée au marché.
  Personne n’avait prévu qui corrige la machine quand elle se trompe.
  Le tableau de bord n’est regardé que par ceux qui l’ont demandé.`);

export const differently = items(`Nous commencerions par nettoyer les données avant de choisir un outil.
  Nous écririons le critère d’arrêt avant de commencer.
  Nous demanderions le code et les jeux de test dans le marché.
  Nous ferions relire les textes par des usagers dès la maquette.
  Nous prévoirions un poste à mi-temps pour le suivi pendant un an.
  Nous achèterions à plusieurs communes.
  Nous mesurerions aussi le temps perdu à corriger.`);

export const risks =
  items(`Erreur non détectée / Biais selon les quartiers / Dépendance au fournisseur / Fuite de données
  Perte de savoir-faire des agents / Détournement de finalité / Décision non expliquée / Indisponibilité du service
  Consommation excessive / Exclusion de publics éloignés du numérique`);

export const mitigations = items(`Un agent contrôle chaque mois un échantillon tiré au sort.
  Les résultats sont comparés par quartier chaque trimestre.
  Le marché prévoit la restitution des données dans un format ouvert.
  Les données sont effacées après traitement, et l’accès est journalisé.
  Une procédure sans l’outil est tenue à jour et essayée deux fois par an.
  Le comité d’éthique de la collectivité examine toute nouvelle finalité.`);

export const openings =
  items(`Nous avons mis en place / La collectivité a déployé / Le projet consiste en / Depuis un an, les équipes emploient
  Avec {partner}, la {department} a construit / Après une phase d’essai, nous avons retenu / L’expérimentation porte sur
  Le conseil a décidé d’essayer / À la demande des agents, la {department} a ouvert / Une équipe de trois personnes a bâti`);

export const methods =
  items(`Le modèle apprend sur {data} et ses résultats sont comparés chaque semaine aux constats de terrain.
  Les calculs emploient {data} ; aucune autre source n’est croisée.
  La proposition est toujours relue par un agent, qui la confirme ou la corrige.
  La démarche est {quality} : un service d’abord, les autres ensuite.
  Les habitants sont informés par une page du site et par un affichage sur place.
  Le traitement a été inscrit au registre et le délégué à la protection des données consulté.
  Le quartier {quarter} a servi de terrain d’essai pendant {months} mois.
  Le service {department} suit trois indicateurs et les publie.
  Le code de la partie développée en interne est ouvert.
  Les erreurs constatées sont notées dans un cahier commun avec {partner}.
  Le seuil d’alerte a été fixé par les agents, après {months} mois d’observation.
  L’ensemble tourne sur {hosting}, sans transfert hors de l’Union européenne.
  La {department} réunit chaque trimestre les utilisateurs pour décider des évolutions.
  Un habitant peut demander à savoir si l’outil a servi dans une décision qui le concerne.`);

export const results = items(`Sur {months} mois, {percent} % des cas ont été traités sans reprise.
  Le délai moyen est passé de {before} à {after} jours.
  Les agents écartent la proposition dans {percent} % des cas, et disent pourquoi.
  Les premiers chiffres sont encourageants, mais la période est trop courte pour conclure.
  L’évaluation par {partner} est attendue à la fin de l’année.
  Les gains espérés ne sont pas encore visibles dans les comptes.
  {count} dossiers sont passés par l’outil depuis son ouverture.
  Le nombre de réclamations n’a pas changé.`);

export const hostingsTold =
  items(`un serveur de la collectivité / un nuage qualifié / une plateforme mutualisée du département
  le centre de données du syndicat / les postes des agents / un hébergeur français`);

/** Pieces of invented proper names: the long tail of rare words. */
export const nameStarts =
  items(`Au / Bel / Cor / Dra / Es / Fau / Gir / Hau / Is / Jou / Ker / Lor / Mar / Nes / Or / Pra / Que / Ros / Sau / Tre /
  Ur / Vau / Yvo / Ar / Bro / Cha / Dou / Er / Flo / Gra`);
export const nameMiddles = items(
  `be / ca / da / li / ma / ne / ri / so / ta / vi / lo / mé / no / ra / gue / lle / ssi / tu / va / zé`,
);
export const nameEnds = items(
  `court / ville / gny / sac / ac / euil / mont / val / ges / lles / rac / bourg / rive / zon / tier / nay / ques / don`,
);
