import type { Transaction } from '@maillage/database';
import { OrganizationDependants, OrganizationRepository } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import { isValidSiren } from '@maillage/territory';
import { Inject, Injectable } from '@nestjs/common';
import type { FollowedOrganization } from './followed-document.js';
import { FollowedNodeRepository } from './followed-node.repository.js';

/** Organizations of a followed node, as this one knows them. */
@Injectable()
export class FollowedOrganizationsService {
  constructor(
    @Inject(FollowedNodeRepository) private readonly nodes: FollowedNodeRepository,
    @Inject(OrganizationRepository) private readonly organizations: OrganizationRepository,
    @Inject(OrganizationDependants) private readonly dependants: OrganizationDependants,
  ) {}

  /**
   * The same organization always has the same id here: the one known by its SIREN or its territory, else one made for the
   * node. What a node says of an organization that is this network's own does not change it; one that was made for the
   * node bears the name it has there. Those of the demonstration stay so.
   * @returns ids here by ids there
   */
  async resolve(
    transaction: Transaction,
    source: string,
    organizations: readonly FollowedOrganization[],
  ): Promise<ReadonlyMap<string, string>> {
    const wanted = new Map(organizations.map((one) => [one.id, one]));
    const known = await this.nodes.organizations(transaction, source, [...wanted.keys()]);
    const ids = new Map<string, string>();
    for (const [remoteId, organization] of wanted) {
      const here = known.get(remoteId);
      ids.set(remoteId, here?.id ?? (await this.take(transaction, source, organization)));
      if (here?.made && here.name !== organization.name) {
        await this.organizations.rename(transaction, here.id, organization.name);
        await this.dependants.touch(transaction, here.id);
      }
    }
    return ids;
  }

  private async take(transaction: Transaction, source: string, organization: FollowedOrganization): Promise<string> {
    const { id: remoteId, name, type, demonstration, state } = organization;
    const siren = organization.siren !== null && isValidSiren(organization.siren) ? organization.siren : null;
    const place = organization.territory
      ? await this.organizations.territory(transaction, organization.territory.id)
      : null;
    const key = { siren, territoryId: place?.id ?? null };
    const twin = await this.organizations.twin(transaction, key);
    const made = twin === null;
    const organizationId = twin?.id ?? newId();
    if (made) {
      // Whoever follows a node trusts its moderators: what they verified there does not wait for ours.
      const verifiedBy = state === 'VERIFIED' ? `node:${source}` : null;
      const described = { type, name, demonstration, isNetwork: false, verifiedBy, ...key };
      await this.organizations.insert(transaction, { id: organizationId, ...described });
    }
    await this.nodes.keepOrganization(transaction, { source, remoteId, organizationId, made });
    return organizationId;
  }
}
