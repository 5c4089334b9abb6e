import type { Localized } from '@maillage/kernel';

export const glossaryMessages = {
  GLOSSARY_TOO_FEW_TERMS: {
    fr: 'Un groupe relie au moins deux termes : ajoutez-en un.',
    en: 'A group links at least two terms: add one.',
  },
  GLOSSARY_TOO_MANY_TERMS: {
    fr: 'Un groupe a au plus {max} termes : faites-en deux, ou gardez les plus courants.',
    en: 'A group has at most {max} terms: make two of it, or keep the most common ones.',
  },
  GLOSSARY_TERM_TOO_LONG: {
    fr: '« {term} » dépasse {max} caractères : un terme est ce que l’on tape, pas une phrase.',
    en: '“{term}” is longer than {max} characters: a term is what people type, not a sentence.',
  },
  GLOSSARY_TERM_UNSEARCHABLE: {
    fr: '« {term} » ne contient aucun mot que la recherche retienne : choisissez un autre terme.',
    en: '“{term}” has no word that search looks at: choose another term.',
  },
  GLOSSARY_TERM_TWICE: {
    fr: '« {term} » et « {twin} » sont le même terme pour la recherche : gardez-en un.',
    en: '“{term}” and “{twin}” are the same term to search: keep one.',
  },
  GLOSSARY_TERM_ELSEWHERE: {
    fr: '« {term} » est déjà dans le groupe « {group} » : complétez ce groupe, ou retirez-en ce terme d’abord.',
    en: '“{term}” is in the group “{group}” already: add to that group, or take the term out of it first.',
  },
  GLOSSARY_FIRST_TERM_ELSEWHERE: {
    fr: '« {term} » commence déjà le groupe à sens unique « {group} » : complétez ce groupe.',
    en: '“{term}” is the first of the one-way group “{group}” already: add to that group.',
  },
  GLOSSARY_CONTRADICTION: {
    fr: '« {term} » et « {first} » se valent déjà dans le groupe « {group} » : un sens unique entre eux le contredit.',
    en: '“{term}” and “{first}” are equals in the group “{group}”: one way between them contradicts it.',
  },
  GLOSSARY_NO_SHORT_TERM: {
    fr: 'Aucun terme n’a {max} mots ou moins (sans « de », « la »…) : ajoutez-en un plus court, un sigle par exemple.',
    en: 'No term has {max} words or fewer (“of”, “the” not counted): add a shorter one, such as an acronym.',
  },
  GLOSSARY_FIRST_TERM_TOO_LONG: {
    fr: 'Le premier terme d’un groupe à sens unique a au plus {max} mots (sans « de », « la »…) : abrégez « {term} ».',
    en: 'The first term of a one-way group has at most {max} words (“of”, “the” not counted): shorten “{term}”.',
  },
  GLOSSARY_STALE: {
    fr: 'Ce groupe a été changé entre-temps : relisez-le (version {newest}), puis reprenez votre changement.',
    en: 'This group was changed meanwhile: read it again (version {newest}), then redo your change.',
  },
} as const satisfies Record<string, Localized>;

export type GlossaryProblemCode = keyof typeof glossaryMessages;

export const GLOSSARY_GROUP: Localized = { fr: 'Groupe du glossaire', en: 'Group of the glossary' };
