import { cogVersion } from '@maillage/territory';

/** Changes with whatever of the reference data a version of the product brings: territories, glossary. */
export async function referenceVersion(): Promise<string> {
  const { glossaryContentVersion } = await import('@maillage/search');
  return `${cogVersion()} ${glossaryContentVersion()}`;
}
