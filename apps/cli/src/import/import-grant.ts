import { type Actor, ActorService, mayTry } from '@maillage/identity';
import { type Config, DomainError, LaunchError } from '@maillage/kernel';
import { readDemoKeys } from '../demo-keys.js';
import type { Network } from '../network.js';

/**
 * Who grants that entries are published in bulk: the holder of the key given, of MAILLAGE_KEY, or in demo mode the demo
 * administrator.
 * @returns the administrator's stable name, for the audit log
 * @throws LaunchError when there is no key, or its holder is no administrator
 */
export async function grantPublication(network: Network, config: Config, given: string | undefined): Promise<string> {
  const key = given ?? config.operatorKey ?? (await demoAdministratorKey(config));
  if (key === undefined) {
    throw new LaunchError(
      'Publier un import demande la clé d’un administrateur du réseau. / Publishing an import needs an administrator’s key.',
      'Ni --key, ni MAILLAGE_KEY, ni clé de démonstration. / No --key, no MAILLAGE_KEY, no demo key.',
      'Ajoutez --key mlg_…, ou importez sans --publish : les fiches seront des brouillons. / Add --key mlg_…, or import without --publish: entries will be drafts.',
    );
  }
  const actor = await holderOf(network, key);
  if (!mayTry(actor, 'import.publish')) {
    throw new LaunchError(
      'Cette clé ne permet pas de publier un import. / This key does not allow to publish an import.',
      `Titulaire : ${actor.name}, sans le rôle ADMINISTRATOR ou la portée import:publish. / Its holder lacks the role or the scope.`,
      'Demandez à un administrateur, ou importez sans --publish. / Ask an administrator, or import without --publish.',
    );
  }
  return actor.name;
}

async function holderOf(network: Network, key: string): Promise<Actor> {
  try {
    return await network.get(ActorService).actorFor(`Bearer ${key}`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new LaunchError(
      'Clé d’API refusée. / API key refused.',
      `${error.localized.fr} / ${error.localized.en}`,
      'Vérifiez --key ou MAILLAGE_KEY. / Check --key or MAILLAGE_KEY.',
    );
  }
}

async function demoAdministratorKey(config: Config): Promise<string | undefined> {
  if (config.mode !== 'demo') return undefined;
  const people = await readDemoKeys(config.dataFolder);
  return people.find((person) => person.role === 'ADMINISTRATOR')?.key;
}
