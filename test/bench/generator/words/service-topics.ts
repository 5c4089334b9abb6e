import { items, type Topic } from './topic.js';

/** Counters, files, money, people: what an administration does. */
export const serviceTopics: readonly Topic[] = [
  {
    theme: 'ADMINISTRATION_ORGANISATION',
    subTheme: 'SOCIAL_TIES_USER_RELATIONS',
    techniques: ['GENERATIVE', 'NLP'],
    titles: items(`Assistant de réponse aux usagers / Agent conversationnel du site de la ville
      Tri des demandes des habitants / Transcription de l’accueil téléphonique`),
    subjects: items(`un agent conversationnel qui répond aux questions courantes des habitants
      une proposition de réponse que l’agent relit et envoie
      un tri des demandes reçues en ligne vers le bon service`),
    problems: items(`Les demandes arrivent dans une seule boîte et attendent trois jours avant d’être orientées.
      L’accueil téléphonique ne décroche pas un appel sur quatre aux heures de pointe.
      Les réponses varient d’un agent à l’autre parce que la base de connaissances n’est pas à jour.`),
    data: items(`les questions reçues depuis deux ans / la base de connaissances / les fiches du site`),
    gains: items(`répondre dans la journée / libérer du temps pour l’accueil physique / donner la même réponse à tous`),
    words:
      items(`usagers / habitants / demandes / réponses / accueil / assistant / téléphone / guichet / courriers / chatbot /
      démarches / agents / signalements / relances / réclamations / verbatims`),
  },
  {
    theme: 'ADMINISTRATION_ORGANISATION',
    subTheme: 'WRITING_AID_DOCUMENTS',
    techniques: ['GENERATIVE'],
    titles: items(`Aide à la rédaction pour les agents / Résumé automatique des comptes rendus
      Recherche dans les archives / Rédaction en langage clair`),
    subjects: items(`une aide à la rédaction de courriers hébergée par la collectivité
      un résumé des réunions à partir de leur enregistrement
      une réécriture des courriers en langage clair, relue par un agent`),
    problems: items(`Les agents employaient déjà des outils grand public sans cadre ni protection des données.
      Les comptes rendus prennent une demi-journée et paraissent après la réunion suivante.
      Un courrier sur trois provoque un appel parce qu’il n’est pas compris.`),
    data: items(`les modèles de courriers / les enregistrements des réunions / les archives numérisées`),
    gains: items(`gagner deux heures par semaine et par agent / publier les comptes rendus sous deux jours
      réduire les appels après un courrier`),
    words:
      items(`rédaction / courriers / agents / documents / résumé / comptes rendus / archives / langage clair / modèles /
      numérisation / traduction / réunions / parapheur / synthèse / dictée / manuscrits`),
  },
  {
    theme: 'ADMINISTRATION_ORGANISATION',
    subTheme: 'ASSEMBLY_MANAGEMENT',
    techniques: ['NLP', 'GENERATIVE'],
    titles: items(`Recherche dans les délibérations / Transcription du conseil municipal
      Préparation des délibérations / Contrôle des visas des actes`),
    subjects: items(`une recherche en langage courant dans vingt ans de délibérations
      une transcription des débats du conseil, relue par le secrétariat des assemblées
      un contrôle des visas et des renvois avant signature`),
    problems: items(`Retrouver une délibération ancienne demande une demi-journée au secrétariat des assemblées.
      Le procès-verbal intégral du conseil paraît deux mois après la séance.
      Des actes sont retirés parce qu’un visa renvoie à un texte abrogé.`),
    data: items(`les délibérations numérisées / les enregistrements des séances / les modèles d’actes`),
    gains: items(
      `retrouver un acte en une minute / publier le procès-verbal en une semaine / éviter des retraits d’actes`,
    ),
    words:
      items(`délibérations / conseil / actes / séance / élus / transcription / vote / procès-verbal / visas / légalité /
      commission / ordre du jour / préfecture / télétransmission / quorum`),
  },
  {
    theme: 'ADMINISTRATION_ORGANISATION',
    subTheme: 'HUMAN_RESOURCES',
    techniques: ['CLASSICAL_ML', 'OPTIMISATION'],
    titles: items(`Planification des remplacements / Aide au tri des candidatures
      Prévision de l’absentéisme / Assistant des ressources humaines`),
    subjects: items(`une planification des remplacements dans les écoles et les crèches
      un assistant qui répond aux agents sur leurs congés et leur carrière
      une prévision des départs à la retraite par métier`),
    problems: items(`Chaque matin, deux agents passent trois heures au téléphone pour trouver des remplaçants.
      Les questions sur les congés occupent la moitié du temps des gestionnaires.
      Le tri des candidatures prend six semaines et les meilleurs candidats sont déjà partis.`),
    data: items(`les plannings / les absences agrégées par service / le règlement du temps de travail`),
    gains: items(`remplacer avant huit heures / répondre aux agents le jour même / recruter plus vite`),
    words:
      items(`agents / absences / recrutement / planning / remplacements / congés / carrière / candidatures / formation /
      paie / compétences / retraite / télétravail / apprentis / mutualisation`),
  },
  {
    theme: 'ADMINISTRATION_ORGANISATION',
    subTheme: 'PUBLIC_PROCUREMENT',
    techniques: ['NLP', 'GENERATIVE'],
    titles: items(`Analyse des offres des marchés publics / Rédaction des cahiers des charges
      Suivi des dépenses hors marché / Veille sur les clauses sociales`),
    subjects: items(`une comparaison des offres critère par critère, que l’acheteur vérifie
      une aide à la rédaction des cahiers des charges à partir des clauses du réseau
      un repérage des achats qui devraient relever d’un marché`),
    problems: items(`L’analyse d’une consultation de quarante offres occupe un acheteur pendant trois semaines.
      Chaque service réécrit son cahier des charges sans savoir ce que d’autres ont obtenu.
      Les achats hors marché ne sont vus qu’au contrôle annuel.`),
    data: items(`les offres reçues / les marchés passés / les factures`),
    gains: items(`réduire de moitié le temps d’analyse / reprendre des clauses éprouvées / passer les bons marchés`),
    words:
      items(`marchés / achats / clauses / offres / fournisseurs / cahier des charges / acheteurs / factures / lots /
      consultation / allotissement / groupement / critères / avenants / mémoire technique`),
  },
  {
    theme: 'GOVERNANCE_TECHNOLOGY',
    subTheme: 'CYBERSECURITY',
    techniques: ['CLASSICAL_ML', 'NLP'],
    titles: items(`Détection des courriels d’hameçonnage / Surveillance des postes et des serveurs
      Anonymisation des documents avant publication / Repérage des comptes dormants`),
    subjects: items(`un filtrage des courriels d’hameçonnage qui apprend des signalements
      une surveillance des comportements anormaux des postes et des serveurs
      une anonymisation des documents avant leur publication`),
    problems: items(`Une commune voisine est restée six semaines sans informatique après une attaque.
      Les agents reçoivent des courriels piégés que le filtre classique laisse passer.
      Les documents publiés contiennent encore des noms et des adresses.`),
    data: items(`les journaux techniques / les courriels signalés / les documents à publier`),
    gains: items(`arrêter une attaque en une heure / réduire les clics / publier sans donnée personnelle`),
    words:
      items(`sécurité / hameçonnage / postes / serveurs / attaque / journaux / anonymisation / comptes / sauvegardes /
      rançongiciel / pare-feu / authentification / exfiltration / sensibilisation / correctifs`),
  },
  {
    theme: 'GOVERNANCE_TECHNOLOGY',
    subTheme: 'DATA_PLATFORM',
    techniques: ['CLASSICAL_ML', 'NLP'],
    titles: items(`Plateforme territoriale de données / Rapprochement des référentiels d’adresses
      Questions en français aux données ouvertes / Catalogue de données enrichi`),
    subjects: items(`une plateforme qui réunit les données de la collectivité et de ses délégataires
      un rapprochement des référentiels d’adresses et d’équipements
      des questions posées en français aux données ouvertes`),
    problems: items(`Chaque service tient son propre fichier d’équipements, et aucun ne donne le même nombre.
      Les données des délégataires arrivent une fois l’an, dans un tableur.
      Les élus demandent des chiffres que personne ne peut donner dans la semaine.`),
    data: items(`les référentiels métiers / la base adresse / les données des délégataires`),
    gains: items(`un seul référentiel / un chiffre en une heure / des données publiées chaque mois`),
    words:
      items(`données / plateforme / référentiels / adresses / ouverture / catalogue / qualité / indicateurs / délégataires /
      flux / tableau de bord / géomatique / interopérabilité / lignage / souveraineté`),
  },
  {
    theme: 'GOVERNANCE_TECHNOLOGY',
    subTheme: 'RESPONSIBLE_DIGITAL_STRATEGY',
    techniques: ['GENERATIVE', 'UNKNOWN'],
    titles: items(`Assistant généraliste pour les agents / Inventaire des algorithmes publics
      Mutualisation d’un modèle de langue / Mesure de l’empreinte des usages d’IA`),
    subjects: items(`un assistant généraliste ouvert à tous les agents sur un hébergement maîtrisé
      un inventaire public des algorithmes employés
      un modèle de langue mutualisé entre plusieurs collectivités`),
    problems: items(`Les services achètent des outils d’IA sans que la direction du numérique le sache.
      Aucun inventaire ne dit quels algorithmes prennent part à des décisions.
      Seule, une commune de notre taille n’a ni les moyens ni les compétences d’héberger un modèle.`),
    data: items(`l’inventaire des logiciels / les questions posées à l’assistant / les mesures de consommation`),
    gains: items(`sortir de l’usage clandestin / publier l’inventaire / partager les coûts`),
    words:
      items(`stratégie / gouvernance / agents / charte / modèle / mutualisation / inventaire / sobriété / hébergement /
      algorithmes / comité / acculturation / empreinte / souverain / commun numérique`),
  },
  {
    theme: 'CITIZENSHIP_HEALTH_SOLIDARITY',
    subTheme: 'CITIZEN_PARTICIPATION',
    techniques: ['NLP', 'GENERATIVE'],
    titles: items(`Analyse des contributions citoyennes / Synthèse des réunions publiques
      Regroupement des idées du budget participatif / Restitution des consultations`),
    subjects: items(`un regroupement des contributions par idée, avec les minorités visibles
      une synthèse des réunions publiques relue par des habitants tirés au sort
      un repérage des doublons du budget participatif`),
    problems: items(`Deux mille contributions ont été reçues et personne n’a pu toutes les lire.
      Les habitants reprochent aux synthèses d’effacer les avis minoritaires.
      Les porteurs d’idées semblables ne savent pas qu’ils pourraient s’unir.`),
    data: items(`les contributions publiques / les transcriptions / les idées déposées`),
    gains: items(`lire toutes les contributions / rendre compte en un mois / unir les porteurs d’idées`),
    words:
      items(`participation / citoyens / contributions / consultation / synthèse / budget participatif / débat / avis /
      concertation / tirage au sort / assemblée / idées / minorités / restitution / pétition`),
  },
  {
    theme: 'CITIZENSHIP_HEALTH_SOLIDARITY',
    subTheme: 'HEALTH_ACCESS_TO_CARE',
    techniques: ['CLASSICAL_ML', 'RULES'],
    titles: items(`Repérage du non-recours aux aides sociales / Prévention des chutes à domicile
      Orientation vers les soins / Aide à l’instruction des demandes sociales`),
    subjects: items(`un repérage des foyers qui n’ont pas demandé une aide à laquelle ils ont droit
      une détection des chutes au domicile de personnes volontaires
      une aide à l’instruction des demandes d’aide sociale`),
    problems: items(`Une partie des aides votées n’est pas demandée par ceux qui y ont droit.
      Les chutes à domicile sont découvertes trop tard chez les personnes qui vivent seules.
      Les travailleurs sociaux passent plus de temps à ressaisir qu’à recevoir.`),
    data: items(`les quotients familiaux / les alertes des capteurs / les demandes passées`),
    gains: items(`informer les foyers éligibles / alerter en quelques minutes / recevoir davantage`),
    words:
      items(`santé / aides / social / aînés / soins / prévention / droits / domicile / foyers / handicap / autonomie /
      chutes / médiation / non-recours / maraude / téléassistance`),
  },
  {
    theme: 'CITIZENSHIP_HEALTH_SOLIDARITY',
    subTheme: 'EDUCATION',
    techniques: ['CLASSICAL_ML', 'OPTIMISATION'],
    titles: items(`Prévision des repas de cantine / Affectation des places en crèche
      Prévision des effectifs scolaires / Carte scolaire simulée`),
    subjects: items(`une prévision du nombre de repas servis dans chaque cantine
      une aide à l’attribution des places en crèche selon des critères publics
      une prévision des effectifs scolaires par secteur`),
    problems: items(`Un repas sur dix est jeté parce que les commandes sont passées une semaine avant.
      Les familles ne comprennent pas pourquoi une place en crèche leur est refusée.
      Les ouvertures et fermetures de classes se décident avec des prévisions à la main.`),
    data: items(`les réservations de cantine / les demandes de crèche / les naissances et les logements livrés`),
    gains: items(`jeter moins / expliquer chaque décision / prévoir à trois ans`),
    words:
      items(`écoles / cantine / enfants / repas / crèches / familles / classes / effectifs / gaspillage / périscolaire /
      inscriptions / menus / secteurs / animateurs / garderie`),
  },
  {
    theme: 'ATTRACTIVENESS_DEVELOPMENT',
    subTheme: 'CULTURE_LEISURE',
    techniques: ['NLP', 'COMPUTER_VISION'],
    titles: items(`Indexation des fonds photographiques / Recommandation de lectures à la médiathèque
      Prévision de fréquentation des piscines / Visite guidée en plusieurs langues`),
    subjects: items(`une indexation des fonds photographiques des archives
      une suggestion de lectures qui ne conserve pas l’historique des prêts
      une prévision de fréquentation des équipements sportifs`),
    problems: items(`Cent mille photographies dorment aux archives sans légende.
      Les romans récents sont tous sortis tandis que le fonds n’est plus emprunté.
      Les piscines ferment des lignes d’eau faute de maîtres-nageurs au bon moment.`),
    data: items(`les fonds numérisés / les prêts anonymisés / les entrées des équipements`),
    gains: items(`ouvrir le fonds au public / faire vivre les collections / adapter les horaires`),
    words:
      items(`culture / médiathèque / musée / archives / photographies / lecture / sport / piscines / visite / patrimoine /
      spectacles / collections / festival / conservatoire / numismatique`),
  },
];
