import { type Actor, OrganizationReadModel, OrganizationService } from '@maillage/identity';
import { UserInputError } from '@maillage/kernel';
import type { RowReport } from '../core/import-problem.js';
import type { TerritoryLookup } from './cog-lookup.js';
import { type ChosenOrganization, chooseOrganization, keysOf, type OrganizationChoice } from './organization-choice.js';
import type { OrganizationMention } from './organization-mention.js';
import { organizationTexts as texts } from './organization.messages.js';

/** Stands for an organization that a rehearsal would create. */
export const NOT_CREATED_YET = '00000000-0000-0000-0000-000000000000';

export interface Mentioned {
  readonly mention: OrganizationMention;
  readonly report: RowReport;
}

/** Organizations of one run: each mention is resolved once, each missing organization made once. */
export class OrganizationDirectory {
  private readonly chosen = new Map<string, ChosenOrganization>();
  private readonly ids = new Map<string, string>();
  /** Names of what was made. */
  readonly created: string[] = [];

  constructor(
    private readonly organizations: OrganizationReadModel,
    private readonly service: OrganizationService,
    private readonly territories: TerritoryLookup,
    private readonly actor: Actor,
    /** True: nothing is made. */
    private readonly rehearsal: boolean,
  ) {}

  /**
   * Ids for the organizations that rows mention, in their order; null where there is none, which the row's report tells.
   * Three statements for all that were not met before.
   */
  async resolve(mentioned: readonly Mentioned[]): Promise<(string | null)[]> {
    await this.chooseNew(mentioned.map(({ mention }) => mention));
    const ids: (string | null)[] = [];
    for (const { mention, report } of mentioned) {
      const { choice, tells } = this.chosen.get(keyOf(mention)) ?? { choice: { kind: 'NONE' }, tells: [] };
      for (const { text, column, values } of tells) report.tell(text, column, values);
      ids.push(report.rejected ? null : await this.idOf(choice, mention, report));
    }
    return ids;
  }

  private async chooseNew(mentions: readonly OrganizationMention[]): Promise<void> {
    const fresh = mentions.filter((mention) => !this.chosen.has(keyOf(mention)));
    if (fresh.length === 0) return;
    const keys = fresh.map(keysOf);
    const sirens = [...new Set(keys.flatMap(({ siren }) => siren ?? []))];
    const names = [...new Set(keys.map(({ core }) => core))].filter((core) => core !== '');
    const [bySiren, byName] = await Promise.all([this.territories.bySirens(sirens), this.territories.byWords(names)]);
    const territories = [...new Map([...bySiren, ...byName].map((one) => [one.id, one])).values()];
    const territoryIds = territories.map(({ id }) => id);
    const namesFolded = [...new Set(keys.map(({ folded }) => folded))];
    const organizations = await this.organizations.byKeys({ sirens, territoryIds, namesFolded });
    for (const mention of fresh) {
      this.chosen.set(keyOf(mention), chooseOrganization(mention, { territories, organizations }));
    }
  }

  private async idOf(
    choice: OrganizationChoice,
    mention: OrganizationMention,
    report: RowReport,
  ): Promise<string | null> {
    if (choice.kind === 'NONE') return null;
    if (choice.kind === 'EXISTING') return choice.id;
    const identity = choice.kind === 'TERRITORY' ? choice.territory.id : keysOf(mention).folded;
    const known = this.ids.get(identity);
    if (known !== undefined) return known;
    const name = choice.kind === 'TERRITORY' ? (choice.name ?? choice.territory.name) : choice.name;
    const id = await this.create(choice, mention, report);
    if (id === null) return null;
    this.ids.set(identity, id);
    report.tell(texts.ORGANIZATION_CREATED, mention.columns.name, { name });
    this.created.push(name);
    return id;
  }

  private async create(
    choice: Extract<OrganizationChoice, { kind: 'TERRITORY' | 'FREE' }>,
    mention: OrganizationMention,
    report: RowReport,
  ): Promise<string | null> {
    if (this.rehearsal) return NOT_CREATED_YET;
    const { name, siren } = choice;
    const place = choice.kind === 'TERRITORY' ? { territoryId: choice.territory.id } : { type: choice.type };
    try {
      return await this.service.create(this.actor, { name, siren, ...place });
    } catch (error) {
      if (!(error instanceof UserInputError)) throw error;
      // Another run has made it meanwhile, or it is known by another number.
      const existing = error.errors.find((one) => one.code === 'ORGANIZATION_EXISTS')?.details?.['id'];
      if (typeof existing === 'string' && existing !== '') return existing;
      for (const { message } of error.errors) {
        report.tell(texts.ORGANIZATION_REFUSED, mention.columns.name, { reason: message.fr, reasonEn: message.en });
      }
      return null;
    }
  }
}

function keyOf({ name, number, type }: OrganizationMention): string {
  return [name, number, type ?? ''].join('\u001f');
}
