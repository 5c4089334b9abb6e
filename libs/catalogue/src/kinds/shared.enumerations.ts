import { enumeration } from '../fields/enumeration.js';

/** Closed sets that several kinds use. */

export const yesNo = enumeration(
  'YesNo',
  ['Oui, non ou non renseigné', 'Yes, no or not stated'],
  { YES: ['Oui', 'Yes'], NO: ['Non', 'No'], NOT_STATED: ['Non renseigné', 'Not stated'] },
  'NOT_STATED',
);

/** Classes of Regulation (EU) 2024/1689, and what falls outside it but still weighs on people. */
export const aiActClasses = enumeration(
  'AiActClass',
  ['Classe au sens du règlement européen sur l’IA', 'Class under the EU AI Act'],
  {
    PROHIBITED_ART5: ['Pratique interdite (article 5)', 'Prohibited practice (article 5)'],
    HIGH_ANNEX_III: ['Haut risque (annexe III)', 'High risk (annex III)'],
    HIGH_ANNEX_I: ['Haut risque (annexe I, produit réglementé)', 'High risk (annex I, regulated product)'],
    DEROGATION_ART6_3: ['Annexe III avec dérogation (article 6, § 3)', 'Annex III with derogation (article 6(3))'],
    TRANSPARENCY_ART50: ['Obligations de transparence (article 50)', 'Transparency obligations (article 50)'],
    MINIMAL: ['Risque minimal', 'Minimal risk'],
    NOT_AI_BUT_IMPACTFUL: [
      'Hors règlement, mais des effets sur les personnes',
      'Outside the Act, yet with effects on people',
    ],
    NOT_ASSESSED: ['Non évaluée', 'Not assessed'],
  },
  'NOT_ASSESSED',
);

export const hostings = enumeration(
  'Hosting',
  ['Hébergement', 'Hosting'],
  {
    ON_PREMISES: ['Dans les locaux de l’administration', 'On the administration’s premises'],
    SHARED_PUBLIC: ['Mutualisé entre collectivités', 'Shared between public bodies'],
    SECNUMCLOUD: ['Nuage qualifié SecNumCloud', 'SecNumCloud-qualified cloud'],
    THIRD_PARTY_CLOUD: ['Nuage chez un tiers', 'Third-party cloud'],
    ON_DEVICE: ['Sur l’équipement (caméra, poste, capteur)', 'On the device (camera, workstation, sensor)'],
    UNKNOWN: ['Inconnu', 'Unknown'],
  },
  'UNKNOWN',
);

/** The French standard terms of public contracts. */
export const ccags = enumeration(
  'Ccag',
  ['CCAG de référence', 'Standard terms (CCAG)'],
  {
    TIC: ['CCAG-TIC (informatique)', 'CCAG-TIC (IT)'],
    FCS: ['CCAG-FCS (fournitures et services)', 'CCAG-FCS (supplies and services)'],
    PI: ['CCAG-PI (prestations intellectuelles)', 'CCAG-PI (intellectual services)'],
    MI: ['CCAG-MI (marchés industriels)', 'CCAG-MI (industrial contracts)'],
    WORKS: ['CCAG-Travaux', 'CCAG-Travaux (works)'],
    MOE: ['CCAG-MOE (maîtrise d’œuvre)', 'CCAG-MOE (project management)'],
    NONE: ['Sans CCAG', 'None'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);

export const procedures = enumeration(
  'ProcurementProcedure',
  ['Procédure d’achat', 'Procurement procedure'],
  {
    OPEN: ['Appel d’offres ouvert', 'Open procedure'],
    RESTRICTED: ['Appel d’offres restreint', 'Restricted procedure'],
    NEGOTIATED: ['Procédure avec négociation', 'Procedure with negotiation'],
    COMPETITIVE_DIALOGUE: ['Dialogue compétitif', 'Competitive dialogue'],
    INNOVATION_PARTNERSHIP: ['Partenariat d’innovation', 'Innovation partnership'],
    ADAPTED: ['Procédure adaptée (MAPA)', 'Adapted procedure (MAPA)'],
    INNOVATIVE_PURCHASE: ['Achat innovant sans publicité ni mise en concurrence', 'Innovative purchase without call'],
    WITHOUT_CALL: ['Marché sans publicité ni mise en concurrence', 'Contract without call for competition'],
    FRAMEWORK_CALL_OFF: ['Marché subséquent ou bon de commande', 'Call-off of a framework agreement'],
    NOT_STATED: ['Non renseignée', 'Not stated'],
  },
  'NOT_STATED',
);
