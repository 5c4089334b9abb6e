import { type ContentOf, group, line, listOf, markdown, oneOf, paragraph, roleMailbox, url } from '../field.js';
import { contentLanguages, licences, linkRelations, subThemes, themes } from './envelope.enumerations.js';

/** Fields of every entry, whatever its kind. What follows from its life (owner, revision, dates) is not content. */
export const envelopeFields = {
  title: line({
    label: ['Titre', 'Title'],
    help: ['Ce que fait l’objet de la fiche, en une ligne.', 'What the subject of the entry does, in one line.'],
    min: 3,
    max: 150,
    mandatory: true,
    required: { from: 'ALWAYS' },
    search: 'TITLE',
  }),
  summary: paragraph({
    label: ['Résumé', 'Summary'],
    help: ['Deux ou trois phrases pour les listes de résultats.', 'Two or three sentences for lists of results.'],
    max: 400,
    required: { from: 'ALWAYS' },
    search: 'SUMMARY',
  }),
  description: markdown({
    label: ['Description', 'Description'],
    help: ['Texte complet, en Markdown.', 'Full text, in Markdown.'],
    max: 20_000,
    required: { from: 'ALWAYS' },
    search: 'TEXT',
  }),
  lang: oneOf(contentLanguages, {
    label: ['Langue', 'Language'],
    help: ['Langue dans laquelle la fiche est écrite.', 'Language the entry is written in.'],
    facet: 'language',
    initial: 'FR',
  }),
  themes: listOf(oneOf(themes, { label: ['Thème', 'Theme'] }), {
    label: ['Thèmes', 'Themes'],
    help: ['Un à trois thèmes.', 'One to three themes.'],
    max: 3,
    required: { from: 'ALWAYS' },
    facet: 'themes',
  }),
  subThemes: listOf(oneOf(subThemes, { label: ['Sous-thème', 'Sub-theme'] }), {
    label: ['Sous-thèmes', 'Sub-themes'],
    max: 6,
    facet: 'subThemes',
  }),
  keywords: listOf(line({ label: ['Mot-clé', 'Keyword'], max: 60 }), {
    label: ['Mots-clés', 'Keywords'],
    help: ['Les mots que taperait un collègue d’une autre ville.', 'The words a peer of another city would type.'],
    max: 20,
    search: 'SUMMARY',
  }),
  contact: roleMailbox({
    label: ['Adresse de contact', 'Contact address'],
    help: [
      'Boîte fonctionnelle (numerique@…, dsi@…), jamais celle d’une personne. Visible des membres seulement.',
      'A role mailbox (numerique@…, dsi@…), never a person’s. Seen by members only.',
    ],
    audience: 'NETWORK',
    required: { from: 'DEPLOYED' },
  }),
  licence: oneOf(licences, {
    label: ['Licence', 'Licence'],
    help: ['Conditions de réutilisation du texte de la fiche.', 'Terms of reuse of the entry’s text.'],
    initial: 'LICENCE_OUVERTE_2_0',
  }),
  links: listOf(
    group(
      'EntryLink',
      {
        rel: oneOf(linkRelations, { label: ['Nature', 'Nature'] }),
        url: url({ label: ['Adresse', 'Address'], mandatory: true }),
        title: line({ label: ['Intitulé', 'Title'], max: 200 }),
      },
      { label: ['Lien', 'Link'] },
    ),
    { label: ['Liens', 'Links'], max: 30 },
  ),
} as const;

export type EnvelopeContent = ContentOf<typeof envelopeFields>;
