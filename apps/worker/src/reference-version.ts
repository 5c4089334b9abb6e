import { glossaryContentVersion } from '@maillage/search';
import { cogVersion } from '@maillage/territory';

/** Changes with whatever of the reference data a version of the product brings: territories, glossary. */
export function referenceVersion(): string {
  return `${cogVersion()} ${glossaryContentVersion()}`;
}
