/** A start that cannot happen: what, where, what to do — three lines for a person. */
export class LaunchError extends Error {
  constructor(what: string, where: string, mend: string) {
    super([what, where, mend].map((line) => line.trim().replace(/\s*\n\s*/g, ' · ')).join('\n'));
    this.name = 'LaunchError';
  }
}
