import { MembershipView, type NetworkRole, NetworkRoleService, systemActor } from '@maillage/identity';
import { DomainError, LaunchError, loadConfig } from '@maillage/kernel';
import { withNetwork } from '../network.js';

/** Most accounts that are listed. */
const MAX_LISTED = 100;

const operator = systemActor('cli', ['moderate']);

export async function listMembers(search: string): Promise<void> {
  const members = await withNetwork(loadConfig(), [], (network) =>
    network.get(MembershipView).members(search.trim(), MAX_LISTED),
  );
  for (const { id, displayName, roles } of members) console.log(`${id}  ${displayName}  ${roles.join(', ') || '–'}`);
  if (members.length === 0) console.log('no such account: people get one when they first sign in');
}

/** @throws LaunchError when there is no such account */
export async function grantRole(memberId: string, role: NetworkRole): Promise<void> {
  try {
    await withNetwork(loadConfig(), [], (network) => network.get(NetworkRoleService).grant(operator, memberId, role));
  } catch (error) {
    if (error instanceof DomainError) throw unknown(memberId);
    throw error;
  }
  console.log(`✓ ${memberId} is ${role} from the next request on`);
}

export async function revokeRole(memberId: string, role: NetworkRole): Promise<void> {
  const held = await withNetwork(loadConfig(), [], (network) =>
    network.get(NetworkRoleService).revoke(operator, memberId, role),
  );
  console.log(held ? `✓ ${memberId} is ${role} no more` : `${memberId} was not ${role}: nothing changed`);
}

function unknown(memberId: string): LaunchError {
  return new LaunchError(
    'There is no such account.',
    `id: ${memberId}`,
    'Let the person sign in once, then read the id on /account, or run `maillage member list`.',
  );
}
