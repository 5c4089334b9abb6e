/** A cell as text: NFC, line breaks as `\n`, no white space at the ends of lines and around. Inner spaces are kept. */
export function cellText(value: string | undefined): string {
  return (value ?? '')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gmu, '')
    .trim();
}

/** The same on one line. */
export function cellLine(value: string | undefined): string {
  return cellText(value).replace(/\s*\n\s*/gu, ' ');
}

const SAYS_NOTHING =
  /^(aucune?s?|n[ée]ant|sans( objet)?|non (renseign[ée]e?|communiqu[ée]e?)|nsp|nc|n\/?a|ras|[-–—/.?_\s]+)\.?$/iu;

/** « / », « aucun », « NSP »…: an answer that says that there is none, or that it is not known. */
export function saysNothing(text: string): boolean {
  return text === '' || SAYS_NOTHING.test(text);
}

/** The first `max` characters, cut between words; a cut is marked with « … ». */
export function cutAtWord(text: string, max: number): string {
  const characters = [...text];
  if (text.length <= max) return text;
  let room = characters.slice(0, max - 1).join('');
  // characters outside the basic plane count twice in lengths that are checked later
  while (room.length > max - 1) room = [...room].slice(0, -1).join('');
  const space = room.search(/\s\S*$/u);
  return `${(space > max / 2 ? room.slice(0, space) : room).trimEnd()}…`;
}
