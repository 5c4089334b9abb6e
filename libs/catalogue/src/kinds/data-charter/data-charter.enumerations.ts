import { enumeration } from '../../fields/enumeration.js';

export const charterTypes = enumeration(
  'CharterType',
  ['Objet d’une charte', 'Subject of a charter'],
  {
    AI: ['Intelligence artificielle', 'Artificial intelligence'],
    DATA: ['Données', 'Data'],
    GENERATIVE_USE: ['Emploi de l’IA générative par les agents', 'Use of generative AI by staff'],
    ETHICS: ['Éthique du numérique', 'Digital ethics'],
    PROCUREMENT: ['Achats', 'Procurement'],
    MIXED: ['Plusieurs objets', 'Mixed'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);

export const commitmentStatuses = enumeration(
  'CommitmentStatus',
  ['Avancement d’un engagement', 'Progress of a commitment'],
  {
    PLANNED: ['Prévu', 'Planned'],
    IN_PROGRESS: ['En cours', 'In progress'],
    DONE: ['Tenu', 'Done'],
    DROPPED: ['Abandonné', 'Dropped'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);
