import { problemTexts } from '../core/import-problem.js';

/** What there is to say of the organization that a row names. */
export const organizationTexts = problemTexts({
  ORGANIZATION_MISSING: [
    'ERROR',
    'La ligne ne nomme pas d’organisation.',
    'The row names no organization.',
    'Donnez le nom de la collectivité ou de l’organisme porteur.',
    'Give the name of the local authority or body in charge.',
  ],
  ORGANIZATION_UNKNOWN: [
    'ERROR',
    'Aucun territoire du code officiel géographique ne correspond à « {name} ».',
    'No territory of the official geographical code matches “{name}”.',
    'Vérifiez le nom, ou donnez un SIRET valable de la collectivité.',
    'Check the name, or give a valid SIRET of the local authority.',
  ],
  ORGANIZATION_AMBIGUOUS: [
    'ERROR',
    '« {name} » désigne plusieurs territoires : {candidates}.',
    '“{name}” names several territories: {candidates}.',
    'Donnez le SIRET valable de celle qui porte le projet.',
    'Give a valid SIRET of the one in charge of the project.',
  ],
  ORGANIZATION_REFUSED: ['ERROR', '{reason}', '{reasonEn}'],
  ORGANIZATION_CREATED: ['NOTICE', 'Organisation créée : « {name} ».', 'Organization created: “{name}”.'],
  ORGANIZATION_TYPE_ASSUMED: [
    'WARNING',
    '« {name} » n’est ni un territoire ni un syndicat connu : créée comme association.',
    '“{name}” is neither a territory nor a known syndicat: created as an association.',
    'Un modérateur peut la corriger.',
    'A moderator can mend it.',
  ],
  SIRET_MISSING: [
    'NOTICE',
    'Pas de SIRET : organisation trouvée par son nom, « {resolved} ».',
    'No SIRET: organization found by its name, “{resolved}”.',
  ],
  SIRET_SPACED: [
    'NOTICE',
    'SIRET écrit avec des espaces ou des signes : lu {digits}.',
    'SIRET written with spaces or signs: read as {digits}.',
    'Le schéma le demande d’un seul tenant.',
    'The schema wants it in one piece.',
  ],
  SIRET_INVALID: [
    'WARNING',
    'SIRET impossible (clé de contrôle ou longueur) : « {value} ». Organisation trouvée par son nom, « {resolved} ».',
    'Impossible SIRET (check digit or length): “{value}”. Organization found by its name, “{resolved}”.',
    'SIREN de « {resolved} » : {siren}.',
    'SIREN of “{resolved}”: {siren}.',
  ],
  SIRET_OF_ANOTHER: [
    'WARNING',
    'Ce SIRET est celui de « {other} », la ligne parle de « {resolved} » : le nom l’emporte.',
    'This SIRET is that of “{other}”, the row is about “{resolved}”: the name wins.',
    'SIREN de « {resolved} » : {siren}.',
    'SIREN of “{resolved}”: {siren}.',
  ],
  SIRET_UNKNOWN: [
    'WARNING',
    'Ce SIRET n’est pas celui de « {resolved} » dans le code officiel géographique : le nom l’emporte.',
    'This SIRET is not that of “{resolved}” in the official geographical code: the name wins.',
    'SIREN de « {resolved} » : {siren}.',
    'SIREN of “{resolved}”: {siren}.',
  ],
  NAME_DIFFERS: [
    'NOTICE',
    'Le SIRET est celui de « {resolved} », écrit ici « {name} ».',
    'The SIRET is that of “{resolved}”, written “{name}” here.',
  ],
  TYPE_CONTRADICTS_NAME: [
    'WARNING',
    'Le type donné ne va pas avec le nom « {name} » : comprise comme {type}.',
    'The type given does not fit the name “{name}”: understood as {type}.',
    'Corrigez le type dans la source.',
    'Mend the type in the source.',
  ],
});
