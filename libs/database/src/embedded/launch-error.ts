/** A server that could not be started: what, where, what to do — three lines for a person. */
export class LaunchError extends Error {
  constructor(what: string, where: string, mend: string) {
    super([what, where, mend].join('\n'));
    this.name = 'LaunchError';
  }
}
