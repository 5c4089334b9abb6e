import { UnitOfWork } from '@maillage/database';
import { type Actor, OrganizationReadModel, OrganizationService } from '@maillage/identity';
import { readCog, TerritoryReadModel, TerritoryRepository } from '@maillage/territory';
import { Inject, Injectable } from '@nestjs/common';
import { cogLookup, type TerritoryLookup } from './cog-lookup.js';
import { NOT_CREATED_YET, OrganizationDirectory } from './organization-directory.js';

/** Name of the network's own body where a network has none yet. */
const NETWORK_NAME = 'Maillage';

/** Opens the organizations of the network for a run. */
@Injectable()
export class OrganizationDirectoryFactory {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(OrganizationReadModel) private readonly organizations: OrganizationReadModel,
    @Inject(OrganizationService) private readonly service: OrganizationService,
    @Inject(TerritoryReadModel) private readonly territories: TerritoryReadModel,
    @Inject(TerritoryRepository) private readonly territoryTable: TerritoryRepository,
  ) {}

  /** @param rehearsal nothing is written: neither organizations nor, where they are missing, territories */
  async open(actor: Actor, rehearsal: boolean): Promise<OrganizationDirectory> {
    const lookup = await this.lookup(rehearsal);
    return new OrganizationDirectory(this.organizations, this.service, lookup, actor, rehearsal);
  }

  /** The network's own body, which maintains what it took over from a source; made where it is missing. */
  async network(actor: Actor, rehearsal: boolean): Promise<string> {
    const network = await this.organizations.network();
    if (network) return network.id;
    if (rehearsal) return NOT_CREATED_YET;
    return this.service.create(actor, { type: 'ASSOCIATION', name: NETWORK_NAME, isNetwork: true });
  }

  /** Real organizations are made from the official territories: a network that never loaded them does so now. */
  private async lookup(rehearsal: boolean): Promise<TerritoryLookup> {
    if (await this.territories.isLoaded()) return this.territories;
    if (rehearsal) return cogLookup();
    const rows = await readCog();
    await this.unitOfWork.run((transaction) => this.territoryTable.load(transaction, rows, 'COG'));
    return this.territories;
  }
}
