import { items, type Topic } from './topic.js';

/** Streets, networks, nature, mobility: what a city maintains. */
export const cityTopics: readonly Topic[] = [
  {
    theme: 'ECOLOGY_ENERGY',
    subTheme: 'WASTE_CIRCULAR_ECONOMY',
    techniques: ['COMPUTER_VISION', 'OPTIMISATION'],
    titles: items(`Tri des déchets par caméra embarquée
      Optimisation des tournées de collecte / Détection des dépôts sauvages / Prévision du remplissage des bacs`),
    subjects: items(`une caméra embarquée qui reconnaît les erreurs de tri
      un calcul quotidien des tournées de collecte selon le remplissage des bacs
      une détection des dépôts sauvages à partir des photos des agents de propreté`),
    problems: items(`Les refus de tri coûtent cher et personne ne sait dans quelles rues ils se concentrent.
      Les bennes passent devant des bacs à moitié vides pendant que d’autres débordent.
      Les dépôts sauvages sont signalés trop tard pour que leurs auteurs soient retrouvés.`),
    data: items(`les pesées des bennes / les relevés des capteurs de remplissage / les photos des contrôles de tri`),
    gains: items(`réduire le taux de refus / raccourcir les tournées / nettoyer un dépôt dans la journée`),
    words: items(`déchets / collecte / tri / bacs / bennes / propreté / recyclage / déchèterie / compost / biodéchets /
      verre / emballages / ripeurs / encombrants / incinération / mégots`),
  },
  {
    theme: 'ECOLOGY_ENERGY',
    subTheme: 'ENERGY_PERFORMANCE',
    techniques: ['CLASSICAL_ML', 'OPTIMISATION'],
    titles: items(`Pilotage du chauffage des écoles / Détection des dérives de consommation
      Prévision des consommations des bâtiments / Réglage automatique de la ventilation`),
    subjects: items(`un pilotage du chauffage des bâtiments qui apprend leur inertie
      une alerte sur les dérives de consommation de chaque bâtiment
      une prévision des consommations à partir de la météo et des occupations`),
    problems: items(`Le chauffage de plusieurs groupes scolaires fonctionne le dimanche comme en semaine.
      Les factures d’énergie ont fortement augmenté et les dérives ne sont vues qu’à réception de la facture.
      Les chaufferies sont réglées à la main, bâtiment par bâtiment, par une équipe de deux agents.`),
    data: items(`les courbes de charge des compteurs / les températures intérieures / les plannings d’occupation`),
    gains: items(`baisser la consommation de gaz / repérer une dérive en deux jours / stabiliser les températures`),
    words:
      items(`énergie / chauffage / bâtiments / consommation / écoles / chaufferie / compteurs / sobriété / gymnase /
      isolation / thermostats / gaz / électricité / piscine / photovoltaïque / inertie`),
  },
  {
    theme: 'ECOLOGY_ENERGY',
    subTheme: 'WATER_MANAGEMENT',
    techniques: ['CLASSICAL_ML', 'SIMULATION'],
    titles: items(`Détection des fuites du réseau d’eau / Prévision des débordements de l’assainissement
      Relève intelligente des compteurs d’eau / Arrosage des parcs selon la météo`),
    subjects: items(`une écoute acoustique des canalisations qui localise les fuites
      une prévision des débordements du réseau d’assainissement par temps d’orage
      un arrosage des parcs réglé chaque nuit d’après l’humidité des sols`),
    problems: items(`Près d’un cinquième de l’eau potable se perd avant d’arriver aux robinets.
      Les orages font déborder le réseau unitaire sans que l’astreinte soit prévenue à temps.
      Les espaces verts sont arrosés selon un calendrier fixe, même après la pluie.`),
    data: items(`les débits nocturnes / les enregistrements acoustiques / les cumuls de pluie`),
    gains: items(`retrouver une fuite en une semaine / prévenir l’astreinte deux heures avant / économiser l’eau`),
    words: items(`eau / fuites / réseau / canalisations / assainissement / compteurs / pluie / débit / forage / nappe /
      arrosage / vannes / orage / sécheresse / hydraulique / acoustique`),
  },
  {
    theme: 'ECOLOGY_ENERGY',
    subTheme: 'BIODIVERSITY_NATURAL_AREAS',
    techniques: ['COMPUTER_VISION', 'CLASSICAL_ML'],
    titles: items(`Inventaire des arbres par images aériennes / Reconnaissance des chants d’oiseaux
      Suivi de la santé des arbres d’alignement / Cartographie des îlots de fraîcheur`),
    subjects: items(`un inventaire du patrimoine arboré tiré d’images aériennes
      une reconnaissance des espèces d’oiseaux à partir d’enregistreurs posés dans les parcs
      une carte des îlots de chaleur et de fraîcheur à l’échelle de la rue`),
    problems: items(`L’inventaire des arbres date de quinze ans et ne couvre pas les jardins privés.
      Les inventaires naturalistes sont rares parce qu’ils demandent des spécialistes.
      Les plantations se décident sans carte fine des rues les plus chaudes.`),
    data: items(`les prises de vue aériennes / les enregistrements sonores / les relevés de température`),
    gains: items(`connaître la canopée rue par rue / suivre les espèces chaque année / choisir où planter`),
    words: items(`arbres / nature / parcs / canopée / espèces / oiseaux / plantations / fraîcheur / chaleur / haies /
      pollinisateurs / trame / friche / zones humides / chiroptères / frelon`),
  },
  {
    theme: 'MOBILITY',
    subTheme: 'FLOWS_TRAFFIC',
    techniques: ['COMPUTER_VISION', 'CLASSICAL_ML'],
    titles: items(`Comptage des piétons et des vélos / Réglage des feux selon le trafic
      Prévision du trafic aux heures de pointe / Détection des zones accidentogènes`),
    subjects: items(`un comptage des piétons, des vélos et des voitures qui ne conserve aucune image
      un réglage des feux tricolores d’après le trafic observé
      une carte des presque-accidents tirée des freinages brusques des bus`),
    problems: items(`Les comptages manuels coûtent cher et ne disent rien de la nuit ni des week-ends.
      Les plans de feux ont été calculés avant la création des pistes cyclables.
      Les accidents sont trop peu nombreux pour dire, seuls, quels carrefours sont dangereux.`),
    data: items(`les flux des caméras de comptage / les boucles de comptage / les positions des bus`),
    gains: items(`compter sans caméra d’identification / fluidifier les bus / choisir les carrefours à reprendre`),
    words:
      items(`trafic / mobilité / vélos / piétons / comptage / carrefours / feux / bus / pistes cyclables / circulation /
      voirie / capteurs / tramway / covoiturage / trottinettes / accidentologie`),
  },
  {
    theme: 'MOBILITY',
    subTheme: 'PARKING',
    techniques: ['COMPUTER_VISION', 'OPTIMISATION'],
    titles: items(`Guidage vers les places libres / Contrôle du stationnement payant
      Prévision de l’occupation des parkings / Stationnement des livraisons`),
    subjects: items(`un guidage vers les places libres fondé sur une prévision d’occupation
      une lecture des plaques pour le contrôle du stationnement, confirmée par un agent
      une réservation des aires de livraison selon la demande attendue`),
    problems: items(`Une part du trafic du centre est faite de conducteurs qui cherchent une place.
      Les aires de livraison sont occupées par des voitures aux heures où les commerces sont livrés.
      Les contrôles ne couvrent qu’une partie des rues payantes.`),
    data: items(`les paiements des horodateurs / les comptages d’entrée / les relevés de terrain`),
    gains: items(`réduire les tours en voiture / libérer les aires de livraison / mieux répartir les contrôles`),
    words: items(`stationnement / places / parkings / horodateurs / livraisons / plaques / forfait / rotation / disque /
      riverains / zone bleue / barrières / verbalisation / macaron`),
  },
  {
    theme: 'MOBILITY',
    subTheme: 'MULTIMODALITY',
    techniques: ['CLASSICAL_ML', 'OPTIMISATION'],
    titles: items(`Transport à la demande optimisé / Prévision de l’affluence des lignes
      Calcul d’itinéraires accessibles / Tournées du transport scolaire`),
    subjects: items(`un transport à la demande dont les trajets sont groupés par calcul
      une prévision de l’affluence de chaque ligne un jour à l’avance
      un calcul d’itinéraires qui tient compte des obstacles pour les fauteuils`),
    problems: items(`Le transport à la demande roule souvent avec un seul passager.
      Les voyageurs renoncent quand le bus est plein deux fois de suite.
      Les circuits scolaires sont refaits à la main chaque été.`),
    data: items(`les validations de titres / les demandes de réservation / les adresses d’arrêt`),
    gains: items(`remplir mieux les véhicules / prévenir les voyageurs / réduire les kilomètres à vide`),
    words:
      items(`transport / lignes / bus / voyageurs / affluence / itinéraires / accessibilité / arrêts / réservation /
      correspondances / navette / autopartage / scolaire / fréquentation`),
  },
  {
    theme: 'ECOLOGY_ENERGY',
    subTheme: 'PUBLIC_LIGHTING',
    techniques: ['CLASSICAL_ML', 'RULES'],
    titles: items(`Éclairage public selon les passages / Maintenance prédictive des luminaires
      Extinction nocturne ajustée / Détection des pannes d’éclairage`),
    subjects: items(`un éclairage public qui suit les passages réels
      une prévision des pannes de luminaires à partir de leurs consommations
      une extinction nocturne ajustée rue par rue`),
    problems: items(`L’éclairage reste à pleine puissance dans des rues vides après minuit.
      Les pannes sont connues par les appels des habitants, plusieurs jours après.
      L’extinction générale à heure fixe inquiète une partie des habitants.`),
    data: items(`les consommations des armoires / les détections de passage / les signalements d’habitants`),
    gains: items(`éclairer moins sans plaintes / réparer avant l’appel / suivre les économies`),
    words:
      items(`éclairage / luminaires / lampadaires / extinction / armoires / pannes / nuit / abaissement / LED / candélabres /
      trame noire / maintenance / crépuscule / mât`),
  },
  {
    theme: 'ATTRACTIVENESS_DEVELOPMENT',
    subTheme: 'BUILDING_PLANNING',
    techniques: ['NLP', 'GENERATIVE'],
    titles: items(`Aide à l’instruction des permis de construire / Lecture automatique du plan local d’urbanisme
      Contrôle de complétude des dossiers d’urbanisme / Détection des constructions non déclarées`),
    subjects: items(`une aide à l’instruction des permis de construire qui cite l’article applicable
      un contrôle de complétude des dossiers déposés en ligne
      une comparaison des images aériennes et du cadastre`),
    problems: items(`Un dossier sur deux est incomplet, et le pétitionnaire l’apprend un mois plus tard.
      Le règlement du plan local d’urbanisme compte des centaines de pages et de renvois.
      Les constructions non déclarées ne sont vues qu’au hasard des visites.`),
    data: items(`les dossiers déposés / le règlement d’urbanisme / le cadastre et les images aériennes`),
    gains: items(
      `répondre sur la complétude en deux jours / réduire les recours / traiter le même nombre à effectif égal`,
    ),
    words:
      items(`urbanisme / permis / construction / dossiers / instruction / cadastre / règlement / façades / zonage / piscines /
      pétitionnaires / certificat / démolition / servitudes / lotissement`),
  },
  {
    theme: 'CITIZENSHIP_HEALTH_SOLIDARITY',
    subTheme: 'RISK_PREVENTION',
    techniques: ['SIMULATION', 'CLASSICAL_ML'],
    titles: items(`Prévision des crues / Alerte précoce aux feux de forêt
      Cartographie des bâtiments fragiles / Repérage des personnes isolées pendant les canicules`),
    subjects: items(`une prévision des hauteurs d’eau à six heures
      une détection des fumées par des caméras placées sur les points hauts
      une carte des logements exposés pendant les vagues de chaleur`),
    problems: items(`Les crues rapides laissent moins de deux heures pour fermer les voies sur berge.
      Un départ de feu est souvent signalé par un promeneur, trop tard.
      Le registre des personnes fragiles ne contient qu’une partie des habitants concernés.`),
    data: items(`les hauteurs d’eau / les images des points hauts / les données météorologiques`),
    gains: items(
      `gagner une heure avant la fermeture / réduire les fausses alertes / appeler d’abord les plus exposés`,
    ),
    words:
      items(`risques / crues / alerte / inondation / canicule / feux / astreinte / sirènes / évacuation / digue / submersion /
      séisme / sauvegarde / fumées / bassin versant`),
  },
  {
    theme: 'ECOLOGY_ENERGY',
    subTheme: 'AIR_QUALITY_NOISE',
    techniques: ['CLASSICAL_ML', 'SIMULATION'],
    titles: items(`Cartographie du bruit en temps réel / Prévision de la pollution par rue
      Radar sonore expérimental / Qualité de l’air dans les crèches`),
    subjects: items(`une carte du bruit qui distingue chantiers, terrasses et circulation
      une prévision de la pollution de l’air à l’échelle de la rue
      une alerte d’aération dans les crèches et les écoles`),
    problems: items(`Les plaintes pour bruit se contredisent et rien ne permet de les départager.
      Les seuils de pollution sont annoncés pour toute l’agglomération, pas pour les rues exposées.
      L’air des salles de classe n’est mesuré qu’une fois par an.`),
    data: items(`les niveaux sonores / les capteurs de particules / les taux de dioxyde de carbone`),
    gains: items(`objectiver les plaintes / informer les écoles la veille / aérer au bon moment`),
    words:
      items(`air / bruit / pollution / capteurs / particules / nuisances / terrasses / aération / sonomètres / ozone / crèches /
      décibels / chantiers / hydravion / pollens`),
  },
];
