import { rightsPage } from '@maillage/identity';

export function printRights(): void {
  process.stdout.write(rightsPage());
}
