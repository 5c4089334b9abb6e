import type { OrganizationKey, OrganizationType } from '@maillage/identity';
import { digitsOf, isValidSiren, isValidSiret, type TerritoryKey } from '@maillage/territory';
import type { ProblemText, ProblemValues } from '../core/import-problem.js';
import type { OrganizationMention } from './organization-mention.js';
import { type NameParts, readOrganizationName } from './organization-name.js';
import { organizationTexts as texts } from './organization.messages.js';

/** The organization that a mention means. */
export type OrganizationChoice =
  | { readonly kind: 'EXISTING'; readonly id: string }
  | {
      readonly kind: 'TERRITORY';
      readonly territory: TerritoryKey;
      readonly name: string | null;
      readonly siren: string | null;
    }
  | { readonly kind: 'FREE'; readonly type: OrganizationType; readonly name: string; readonly siren: string | null }
  | { readonly kind: 'NONE' };

export interface ChosenOrganization {
  readonly choice: OrganizationChoice;
  readonly tells: readonly { readonly text: ProblemText; readonly column: string; readonly values: ProblemValues }[];
}

/** Organizations and territories that share a number or a name with the mention. */
export interface KnownBodies {
  readonly organizations: readonly OrganizationKey[];
  readonly territories: readonly TerritoryKey[];
}

/** What to look up for a mention. */
export interface MentionKeys extends NameParts {
  /** A valid SIREN, from a SIREN or SIRET; null otherwise. */
  readonly siren: string | null;
}

const TERRITORIAL: ReadonlySet<OrganizationType> = new Set(['COMMUNE', 'EPCI', 'EPT', 'DEPARTEMENT', 'REGION']);

export function keysOf(mention: OrganizationMention): MentionKeys {
  const digits = digitsOf(mention.number);
  const siren = isValidSiret(digits) || isValidSiren(digits) ? digits.slice(0, 9) : null;
  return { ...readOrganizationName(mention.name), siren };
}

/**
 * Whom a row is about. A valid SIREN decides when its holder fits the name; else the name decides, within the type that
 * the name (first) or the row tells. Pure.
 */
export function chooseOrganization(mention: OrganizationMention, known: KnownBodies): ChosenOrganization {
  return new Choosing(mention, known).choose();
}

class Choosing {
  private readonly keys: MentionKeys;
  private readonly type: OrganizationType | null;
  private readonly tells: { text: ProblemText; column: string; values: ProblemValues }[] = [];

  constructor(
    private readonly mention: OrganizationMention,
    private readonly known: KnownBodies,
  ) {
    this.keys = keysOf(mention);
    this.type = this.keys.type ?? mention.type;
  }

  choose(): ChosenOrganization {
    const choice = this.mention.name === '' ? this.none(texts.ORGANIZATION_MISSING) : this.find();
    if (choice.kind !== 'NONE') this.tellType();
    return { choice, tells: this.tells };
  }

  private find(): OrganizationChoice {
    const holder = this.holder();
    const named = this.named(holder?.territory ?? null);
    if (holder && this.fits(holder)) return this.take(holder, null);
    if (named.length === 1 && named[0]) return this.take({ territory: named[0] }, holder);
    if (named.length > 1) return this.ambiguous(named);
    if (holder && (this.type === null || holder.type === this.type)) {
      this.tell(texts.NAME_DIFFERS, 'name', { name: this.mention.name, resolved: holder.name });
      return this.take(holder, null);
    }
    return this.withoutTerritory(holder);
  }

  /** Whoever has the row's SIREN. */
  private holder(): Holder | null {
    const { siren } = this.keys;
    if (siren === null) return null;
    const territory = this.known.territories.find((one) => one.siren === siren);
    if (territory) return { territory, name: territory.name, type: territory.level };
    const organization = this.known.organizations.find((one) => one.siren === siren);
    return organization ? { organization, name: organization.name, type: organization.type } : null;
  }

  private fits(holder: Holder): boolean {
    const sameType = this.type === null || holder.type === this.type;
    return sameType && readOrganizationName(holder.name).core === this.keys.core;
  }

  /** Territories of that name, of the type told; those spelled exactly so before the others. */
  private named(holder: TerritoryKey | null): readonly TerritoryKey[] {
    if (this.type !== null && !TERRITORIAL.has(this.type)) return [];
    const { core, folded } = this.keys;
    const alike = this.known.territories.filter(
      ({ level, name }) => (this.type === null || level === this.type) && readOrganizationName(name).core === core,
    );
    const exact = alike.filter(({ name }) => readOrganizationName(name).folded === folded);
    const found = exact.length > 0 ? exact : alike;
    // A commune named with the SIREN of its EPCI: the EPCI tells which commune of that name.
    const inHolder = found.filter((one) => holder !== null && one.epciCode === holder.code);
    return found.length > 1 && inHolder.length === 1 ? inHolder : found;
  }

  /** @param other who has the row's SIREN instead */
  private take(
    found: { territory?: TerritoryKey; organization?: OrganizationKey },
    other: Holder | null,
  ): OrganizationChoice {
    const { territory, organization } = found;
    const siren = territory?.siren ?? organization?.siren ?? null;
    const resolved = territory?.name ?? organization?.name ?? this.mention.name;
    this.tellNumber(resolved, siren, other);
    if (organization) return { kind: 'EXISTING', id: organization.id };
    if (!territory) return { kind: 'NONE' };
    const existing = this.known.organizations.find((one) => one.territoryId === territory.id);
    if (existing) return { kind: 'EXISTING', id: existing.id };
    // The official names of départements and régions are bare (« Drôme »): the row's says what it is.
    const spoken = territory.level === 'DEPARTEMENT' || territory.level === 'REGION';
    const name = spoken && this.keys.type === territory.level ? this.mention.name : null;
    return { kind: 'TERRITORY', territory, name, siren: other ? null : (siren ?? this.keys.siren) };
  }

  private withoutTerritory(holder: Holder | null): OrganizationChoice {
    const { name } = this.mention;
    const { folded, siren } = this.keys;
    const existing = this.known.organizations.find(
      (one) => one.nameFolded === folded && (this.type === null || one.type === this.type),
    );
    if (existing) return this.take({ organization: existing }, holder);
    if (this.type !== null && TERRITORIAL.has(this.type)) return this.none(texts.ORGANIZATION_UNKNOWN);
    this.tellNumber(name, null, holder);
    const type = this.type ?? typeOfSiren(siren);
    if (type === null) this.tell(texts.ORGANIZATION_TYPE_ASSUMED, 'name', { name });
    return { kind: 'FREE', type: type ?? 'ASSOCIATION', name, siren: holder ? null : siren };
  }

  private ambiguous(found: readonly TerritoryKey[]): OrganizationChoice {
    const shown = found
      .slice(0, 6)
      .map(({ name, departementCode, siren }) => `${name} (${departementCode ?? '?'}, ${siren ?? '–'})`);
    return this.none(texts.ORGANIZATION_AMBIGUOUS, { candidates: shown.join(' ; ') });
  }

  private none(text: ProblemText, values: ProblemValues = {}): OrganizationChoice {
    this.tell(text, 'name', { name: this.mention.name, ...values });
    return { kind: 'NONE' };
  }

  private tellNumber(resolved: string, siren: string | null, other: Holder | null): void {
    const { number } = this.mention;
    const digits = digitsOf(number);
    const values = { resolved, siren: siren ?? '?', value: number };
    if (digits === '') return this.tell(texts.SIRET_MISSING, 'number', values);
    if (this.keys.siren === null) return this.tell(texts.SIRET_INVALID, 'number', values);
    if (digits !== number.trim()) this.tell(texts.SIRET_SPACED, 'number', { digits });
    if (other) this.tell(texts.SIRET_OF_ANOTHER, 'number', { ...values, other: other.name });
    else if (siren !== null && siren !== this.keys.siren) this.tell(texts.SIRET_UNKNOWN, 'number', values);
  }

  private tellType(): void {
    const { type, name } = this.mention;
    if (type === null || this.keys.type === null || type === this.keys.type) return;
    this.tell(texts.TYPE_CONTRADICTS_NAME, 'type', { name, type: this.keys.type });
  }

  private tell(text: ProblemText, column: keyof OrganizationMention['columns'], values: ProblemValues): void {
    this.tells.push({ text, column: this.mention.columns[column], values });
  }
}

interface Holder {
  readonly territory?: TerritoryKey;
  readonly organization?: OrganizationKey;
  readonly name: string;
  readonly type: OrganizationType;
}

/** Bodies of the State have SIREN that start with 1, groupings of local authorities with 25. */
function typeOfSiren(siren: string | null): OrganizationType | null {
  if (siren?.startsWith('1')) return 'STATE_BODY';
  return siren?.startsWith('25') ? 'SYNDICAT' : null;
}
