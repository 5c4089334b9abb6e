import { type Actor, type OrganizationItem, OrganizationView, ownOrganizations } from '@maillage/identity';
import { UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type PopulationBand, populationBandOf } from '../document/population-band.js';
import { searchMessages } from './search.messages.js';

/** Sizes of the caller's own towns: what "towns like mine" narrows by. */
@Injectable()
export class TownBandService {
  constructor(@Inject(OrganizationView) private readonly organizations: OrganizationView) {}

  /** @throws UserInputError TOWN_UNKNOWN for callers without an organization whose population is known */
  async bandsOf(actor: Actor): Promise<PopulationBand[]> {
    const organizations = await this.organizations.byIds(actor, ownOrganizations(actor));
    const bands = new Set(organizations.map(bandOf).filter((band) => band !== 'UNKNOWN'));
    if (bands.size > 0) return [...bands];
    throw UserInputError.of('TOWN_UNKNOWN', searchMessages.TOWN_UNKNOWN, ['filter', 'townsLikeMine']);
  }
}

/** Band of the population of an organization's territory. */
export function bandOf({ territory }: Pick<OrganizationItem, 'territory'>): PopulationBand {
  return populationBandOf(territory?.population);
}
