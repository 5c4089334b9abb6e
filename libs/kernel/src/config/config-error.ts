/** A start that must not happen: every wrong setting is named on a line of its own, with what it should be. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    const mend = 'Mend it in the environment or in the file .env (see .env.example), then start again.';
    super(['Configuration refused:', ...problems.map((problem) => `  - ${problem}`), mend].join('\n'));
    this.name = 'ConfigError';
  }
}
