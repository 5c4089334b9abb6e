import { problemTexts } from './import-problem.js';

/** What there is to say of a row whatever its source. */
export const coreTexts = problemTexts({
  ROW_TWICE: [
    'ERROR',
    'Même organisation et même projet que la ligne {first}.',
    'The same organization and project as row {first}.',
    'Gardez la plus juste des deux, ou distinguez leurs noms.',
    'Keep the better one, or tell them apart by their names.',
  ],
  PERSONAL_DATA_REMOVED: [
    'WARNING',
    'Semble contenir une donnée personnelle (adresse d’une personne, téléphone, NIR) : ôtée de la fiche et de la copie de la ligne.',
    'Seems to hold personal data (a person’s address, a phone or social security number): left out of the entry and of the copy of the row.',
    'Donnez une adresse de service (numerique@…, contact@…).',
    'Give a functional mailbox (numerique@…, contact@…).',
  ],
  FIELD_INVALID: ['ERROR', '{reason}', '{reasonEn}'],
  CONFLICT_CLAIMED: [
    'WARNING',
    'La collectivité a repris cette fiche : la nouvelle version de la source est un brouillon (révision {revision}).',
    'Its subject has taken this entry over: the source’s new version is a draft (revision {revision}).',
    'Un coordinateur de la collectivité compare et publie, ou laisse.',
    'A coordinator of the organization compares and publishes, or leaves it.',
  ],
  CONFLICT_EDITED: [
    'WARNING',
    'Cette fiche a été modifiée ici depuis le dernier import : la version de la source est un brouillon (révision {revision}).',
    'This entry was edited here since the last import: the source’s version is a draft (revision {revision}).',
    'Un modérateur compare les deux et publie, ou laisse.',
    'A moderator compares the two and publishes, or leaves it.',
  ],
  CONFLICT_DRAFT_OPEN: [
    'WARNING',
    'Quelqu’un a un brouillon en cours sur cette fiche : rien n’est écrit.',
    'Somebody has a draft of this entry under way: nothing is written.',
    'Importez à nouveau le fichier quand ce brouillon sera publié.',
    'Import the file again once that draft is published.',
  ],
  CONFLICT_ARCHIVED: [
    'WARNING',
    'Cette fiche est archivée : la version de la source est un brouillon (révision {revision}).',
    'This entry is archived: the source’s version is a draft (revision {revision}).',
  ],
  CONFLICT_CLOSED: [
    'WARNING',
    'Cette fiche a été retirée ou fusionnée ici : rien n’est écrit.',
    'This entry was withdrawn or merged here: nothing is written.',
  ],
  CONFLICT_KIND_CHANGED: [
    'WARNING',
    'La ligne décrit maintenant un autre type de fiche ({kind}) : rien n’est écrit.',
    'The row now describes another kind of entry ({kind}): nothing is written.',
    'Retirez l’ancienne fiche, ou donnez un autre nom au projet.',
    'Withdraw the former entry, or give the project another name.',
  ],
});
