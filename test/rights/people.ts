import type { ApiKeyScope, Audience, Role } from '@maillage/identity';
import type { Who } from './expectation.js';

export const ORGANIZATIONS = ['A', 'P', 'N', 'B'] as const;
export type OrganizationName = (typeof ORGANIZATIONS)[number];

export interface Person {
  readonly role?: Role;
  readonly organization?: OrganizationName;
  readonly territory?: string;
  readonly without?: ApiKeyScope;
}

export const people: Partial<Record<Who, Person>> = {
  new: {},
  rea: { role: 'READER', organization: 'A' },
  con: { role: 'CONTRIBUTOR', organization: 'A' },
  coo: { role: 'COORDINATOR', organization: 'A' },
  reP: { role: 'READER', organization: 'P' },
  coP: { role: 'CONTRIBUTOR', organization: 'P' },
  cdP: { role: 'COORDINATOR', organization: 'P' },
  coB: { role: 'COORDINATOR', organization: 'B' },
  ter: { role: 'COORDINATOR', territory: 'DEPARTEMENT-Z1' },
  reg: { role: 'COORDINATOR', territory: 'REGION-Z9' },
  tex: { role: 'COORDINATOR', territory: 'DEPARTEMENT-Z2' },
  mod: { role: 'MODERATOR' },
  nat: { role: 'NATIONAL_COORDINATOR' },
  adm: { role: 'ADMINISTRATOR' },
  mos: { role: 'MODERATOR', without: 'moderate' },
  ads: { role: 'ADMINISTRATOR', without: 'moderate' },
};

export const portals: Partial<Record<Who, { readonly organization: OrganizationName; readonly audience: Audience }>> = {
  ppu: { organization: 'A', audience: 'PUBLIC' },
  por: { organization: 'A', audience: 'NETWORK' },
  ppd: { organization: 'P', audience: 'NETWORK' },
};
