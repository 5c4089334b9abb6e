import { type Setting, settings } from '@maillage/kernel';
import { Command } from 'commander';

/** `maillage config example`: the text of `.env.example`, from the one table of settings. */
export function configCommand(): Command {
  const command = new Command('config').description('settings of the product');
  command
    .command('example')
    .description('print .env.example')
    .action(() => {
      process.stdout.write(exampleText());
    });
  return command;
}

export function exampleText(): string {
  const lines = Object.entries(settings as Record<string, Setting>).map(
    ([name, setting]) => `# ${setting.describe}\n# ${name}=${setting.fallback ?? ''}\n`,
  );
  return `# Settings of Maillage: environment variables, or a file .env in the working directory.\n# None is needed for \`npm start\`.\n\n${lines.join('\n')}`;
}
