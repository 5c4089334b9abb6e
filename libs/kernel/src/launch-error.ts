/** A start that cannot happen: what, where, what to do — three lines for a person. */
export class LaunchError extends Error {
  constructor(what: string, where: string, mend: string) {
    super([what, where, mend].map((line) => line.trim().replace(/\s*\n\s*/g, ' · ')).join('\n'));
    this.name = 'LaunchError';
  }
}

/** The three lines for a data folder that refuses a write. */
export function unwritableFolder(folder: string, error: unknown): LaunchError {
  return new LaunchError(
    'The data folder cannot be written.',
    `${folder}: ${(error as Error).message}`,
    'Mend its rights or its free space, or set MAILLAGE_FOLDER to a folder of yours.',
  );
}
