import 'reflect-metadata';
import { foldText, loadConfig } from '@maillage/kernel';
import { TerritoryReadModel } from '@maillage/territory';
import { Command } from 'commander';
import { withNetwork } from '../../apps/cli/src/network.js';
import { loadGlossary, loadReferenceData } from '../../apps/cli/src/reference/reference-data.js';
import { readDocuments } from './collection.js';
import { loadCollection, newOrganization, organizationOfTerritory, type Services } from './collection-loader.js';

/** « Ville (93) »: a name, and a département where two places share it. */
const PLACE = /^(.+?)(?: \((\w{2,3})\))?$/;

const program = new Command('load-collection')
  .description('Publishes a graded collection in the network of this data folder; meant for one without entries.')
  .argument('<folder>', 'holds documents.jsonl')
  .action(async (folder: string) => {
    await withNetwork(loadConfig(), [], async (network) => {
      await loadReferenceData(network);
      await loadGlossary(network);
      const entries = await loadCollection(network, await readDocuments(folder), communeOrAssociation);
      await network.catchUp();
      console.log(`${entries.size} documents are published and indexed`);
    });
  });

await program.parseAsync();

/** A commune of the official table where one place alone has the name, else an association of that name. */
async function communeOrAssociation(services: Services, commune: string): Promise<string> {
  const [, name = commune, departement] = PLACE.exec(commune) ?? [];
  const known = await services.get(TerritoryReadModel).byWords([foldText(name)]);
  const places = known.filter(
    (place) =>
      place.level === 'COMMUNE' &&
      foldText(place.name) === foldText(name) &&
      (departement === undefined || place.departementCode === departement),
  );
  const [place] = places;
  return place && places.length === 1
    ? organizationOfTerritory(services, place.id)
    : newOrganization(services, commune);
}
