import { leads, same } from './content-group.js';

/** Citizens who take part, and what is promised to them. */
export const participationGroups = [
  same(
    'participation citoyenne | démocratie participative | concertation | implication des habitants',
    'citizen participation | public engagement | participatory democracy',
  ),
  same(
    'convention citoyenne | assemblée citoyenne | panel citoyen',
    'citizens’ assembly | citizens’ convention | citizens’ panel',
  ),
  same('jury citoyen | conférence de consensus', 'citizens’ jury | consensus conference'),
  same('tirage au sort | tirés au sort', 'sortition | random selection of citizens'),
  leads('participation citoyenne', 'convention citoyenne | jury citoyen | budget participatif | consultation publique'),
  same('budget participatif', 'participatory budgeting'),
  same(
    'consultation publique | consultation citoyenne | consultation en ligne',
    'public consultation | online consultation',
  ),
  same('enquête publique', 'public inquiry'),
  same('conseil de quartier | comité de quartier | conseil citoyen', 'neighbourhood council'),
  same('conseil municipal des jeunes | conseil municipal des enfants', 'youth council'),
  same('conseil de développement | CODEV'),
  same('droit d’interpellation | interpellation citoyenne'),
  same('référendum local | votation citoyenne', 'local referendum'),
  same(
    'contribution citoyenne | avis des habitants | contributions en ligne | cahiers de doléances',
    'citizen contribution | public comments',
  ),
  leads('analyse des contributions', 'regroupement d’avis | synthèse des contributions | analyse de verbatims'),
  same('analyse des contributions | dépouillement des contributions', 'analysis of contributions'),
  same('analyse de sentiment | analyse d’opinion', 'sentiment analysis | opinion mining'),
  same('préconisation | recommandation citoyenne', 'citizens’ recommendation'),
  same('droit de suite | suivi des engagements | reddition de comptes', 'follow-up of commitments | accountability'),
  same('transparence de l’action publique | gouvernement ouvert', 'open government | public transparency'),
  same('confiance du public | acceptabilité sociale | acceptabilité', 'public trust | social acceptance'),
  same('garant de la concertation | CNDP | commission nationale du débat public', 'public debate commission'),
  same('civic tech | technologie civique | plateforme participative', 'participation platform'),
  same('désinformation | infox | fausses nouvelles', 'fake news | disinformation'),
  same('éducation aux médias | esprit critique', 'media literacy'),
  same('réunion publique | débat public', 'public meeting | town meeting'),
  same('ESS | économie sociale et solidaire', 'social economy'),
];
