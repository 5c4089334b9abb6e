import type { NetworkRole } from '@maillage/identity';
import { Argument, Command } from 'commander';

/** Of the network; written out, so that other commands start without the lib that declares them. */
const ROLES = ['MODERATOR', 'NATIONAL_COORDINATOR', 'ADMINISTRATOR'] as const satisfies NetworkRole[];

/**
 * `maillage member …`: roles of the network, for whoever runs it. The first administrator signs in once, finds the id of
 * the account on /account, and is given the role here.
 */
export function memberCommand(): Command {
  const id = new Argument('<id>', 'id of the account, as /account and `member list` show it');
  const role = new Argument('<role>', 'role of the network').choices(ROLES);
  return new Command('member')
    .description('roles of the network: moderators, the national coordinator, administrators')
    .addCommand(
      new Command('list')
        .description('accounts with their roles, newest first')
        .option('--search <text>', 'part of a name, or an id', '')
        .action(async ({ search }: { search: string }) => (await people()).listMembers(search)),
    )
    .addCommand(
      new Command('grant')
        .description('give a role; written to the audit log')
        .addArgument(id)
        .addArgument(role)
        .action(async (memberId: string, wanted: NetworkRole) => (await people()).grantRole(memberId, wanted)),
    )
    .addCommand(
      new Command('revoke')
        .description('take a role away: it ends with the next request; written to the audit log')
        .addArgument(id)
        .addArgument(role)
        .action(async (memberId: string, held: NetworkRole) => (await people()).revokeRole(memberId, held)),
    );
}

/** Loaded when needed: other commands start without the whole product's modules. */
const people = async () => import('./member-roles.js');
