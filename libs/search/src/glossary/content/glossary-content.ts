import { contentHash } from '@maillage/kernel';
import { administrationGroups } from './administration.groups.js';
import type { ContentGroup } from './content-group.js';
import { dataGroups } from './data.groups.js';
import { environmentGroups } from './environment.groups.js';
import { mobilityGroups } from './mobility.groups.js';
import { participationGroups } from './participation.groups.js';
import { procurementGroups } from './procurement.groups.js';
import { relatedGroups } from './related.groups.js';
import { securityGroups } from './security.groups.js';
import { serviceGroups } from './service.groups.js';
import { socialGroups } from './social.groups.js';
import { spellingGroups } from './spelling.groups.js';
import { techniqueGroups } from './technique.groups.js';
import { urbanismGroups } from './urbanism.groups.js';

/** The glossary that comes with this version of the product. */
export const glossaryContent: readonly ContentGroup[] = [
  ...techniqueGroups,
  ...dataGroups,
  ...procurementGroups,
  ...administrationGroups,
  ...serviceGroups,
  ...environmentGroups,
  ...mobilityGroups,
  ...securityGroups,
  ...participationGroups,
  ...socialGroups,
  ...urbanismGroups,
  ...spellingGroups,
  ...relatedGroups,
];

/** Changes with every group: by it an installation sees that the content is another. */
export function glossaryContentVersion(content: readonly ContentGroup[] = glossaryContent): string {
  return contentHash(content);
}
