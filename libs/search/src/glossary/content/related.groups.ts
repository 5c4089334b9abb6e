import { type ContentGroup, leads } from './content-group.js';

/** What somebody who searches a subject also wants to see: narrower subjects, means and papers of it. */
export const relatedGroups: readonly ContentGroup[] = [
  // Data and rights
  leads('vie privée', 'données personnelles | protection des données | RGPD | confidentialité'),
  leads('données personnelles', 'RGPD | AIPD | anonymisation'),
  leads('RGPD', 'protection des données | AIPD'),
  leads('registre des algorithmes', 'information des usagers | mention d’information | explicabilité'),
  leads('contrôle humain', 'intervention humaine | validation humaine | reprise humaine | relecture humaine'),
  // Procurement
  leads('commande publique', 'appel d’offres | cahier des charges | CCTP | accord-cadre | sourçage | achat | acheteur'),
  leads('dépendance au fournisseur', 'réversibilité | interopérabilité | logiciel libre | format ouvert'),
  leads('réversibilité', 'restitution des données | format ouvert | portabilité'),
  leads('sous-traitance', 'sous-traitant ultérieur | chaîne de sous-traitance'),
  // Information systems
  leads('DSI', 'système d’information | parc informatique | centre de données'),
  leads('sécurité informatique', 'vulnérabilité | test d’intrusion | authentification | sauvegarde'),
  leads('cloud', 'hébergement | SecNumCloud | centre de données'),
  leads('numérique responsable', 'empreinte environnementale | consommation électrique | empreinte carbone'),
  leads('empreinte carbone', 'empreinte environnementale | consommation électrique | sobriété'),
  leads('consommation d’énergie', 'consommation électrique | sobriété énergétique | compteur | kilowattheure'),
  // Documents and languages
  leads('compte rendu', 'transcription automatique | synthèse de réunion | relevé de décisions'),
  leads('transcription automatique', 'sous-titrage | dictée vocale'),
  leads('traduction automatique', 'interprétariat | interprète | multilingue | allophone'),
  leads('accessibilité numérique', 'sous-titrage | facile à lire | langue des signes | lecteur d’écran'),
  leads('handicap', 'langue des signes | facile à lire | fauteuil roulant | malvoyant'),
  // Services
  leads('gaspillage alimentaire', 'restes | pesée | nombre de convives'),
  leads('école', 'cantine | périscolaire | élève'),
  leads('personnes âgées', 'isolement | téléassistance | maintien à domicile | EHPAD'),
  leads('recrutement', 'candidature | fiche de poste | CV'),
  leads('RH', 'recrutement | absentéisme | paie | carrière'),
  leads('subvention', 'association | instruction des dossiers'),
  leads('signalement', 'nid-de-poule | dépôt sauvage | dégradation'),
  // Streets, water, green spaces
  leads('mobilité', 'vélo | covoiturage | autobus'),
  leads('stationnement', 'horodateur | places libres | voirie'),
  leads('espaces verts', 'arbre | arrosage | tonte | désherbage'),
  leads('éclairage public', 'extinction nocturne | détection de présence'),
  leads('inondation', 'pluie | ruissellement | montée des eaux | station de mesure'),
  leads('rénovation énergétique', 'audit énergétique | chauffage | chaudière'),
];
