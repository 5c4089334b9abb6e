/**
 * Words that say nothing alone, folded. Those that are also acronyms or words of the field (« SI », « IA », « AI », « EU »,
 * « CA », « car », « été ») are not among them: case is lost when people type.
 */
const french = `
  a ainsi ait alors apres as au aucun aucune aujourd auquel aura aurait aussi autre autres aux auxquelles auxquels avaient avait
  avant avec avez avoir avons ayant ce ceci cela celle celles celui ces cet cette ceux chaque chez comme comment d dans de
  depuis des desquelles desquels deux donc dont du duquel elle elles en entre es est et etaient etait etant etc etre eux fait faire faut
  hui il ils j jusqu l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais meme memes mes moi moins
  mon n ne nos notre nous on ont ou par parce pas peu peut peuvent plus plusieurs pour pourquoi pouvez puis puisqu puisque qu quand que quel
  quelle quelles quels qui quoi s sa sans se sera serait ses soi soit son sont sous sur t ta te tes toi ton tous tout toute
  toutes tres trop tu un une vers veux voici voila vos votre vous y
`;

const english = `
  about after all also an and any are at be been but by can could did do does for from had has have how i if in into is it its
  may more most my no not of or other our out over should so some such than that the their them then there these they this
  those to using was we were what when where which who why will with would you your
`;

/** Folded words that are never searched; French and English together, because a query does not tell its language. */
export const stopWords: ReadonlySet<string> = new Set(`${french} ${english}`.trim().split(/\s+/));
