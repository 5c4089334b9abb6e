import { GroundFloor1795478400000 } from './1795478400000-ground-floor.js';
import { SearchFreshness1795500000000 } from './1795500000000-search-freshness.js';
import { SetupSteps1795564800000 } from './1795564800000-setup-steps.js';
import { Glossary1795600000000 } from './1795600000000-glossary.js';
import { SearchDocument1795610000000 } from './1795610000000-search-document.js';
import { UnansweredQueries1795620000000 } from './1795620000000-unanswered-queries.js';
import { SearchVerifications1795620100000 } from './1795620100000-search-verifications.js';
import { SearchDoubts1795620200000 } from './1795620200000-search-doubts.js';
import { SearchDocumentKey1795630000000 } from './1795630000000-search-document-key.js';
import { SignIn1795700000000 } from './1795700000000-sign-in.js';
import { RightsAndKeys1795710000000 } from './1795710000000-rights-and-keys.js';
import { AuditChain1795720000000 } from './1795720000000-audit-chain.js';
import { PersonalData1795720100000 } from './1795720100000-personal-data.js';
import { SharedLimits1795730000000 } from './1795730000000-shared-limits.js';
import { Feed1795740000000 } from './1795740000000-feed.js';
import { Webhooks1795750000000 } from './1795750000000-webhooks.js';
import { Portals1795750100000 } from './1795750100000-portals.js';
import { Push1795770000000 } from './1795770000000-push.js';
import { FollowedNodes1795770100000 } from './1795770100000-followed-nodes.js';

/** Migrations in the order of their time stamps; append only. */
export const migrations = [
  GroundFloor1795478400000,
  SearchFreshness1795500000000,
  SetupSteps1795564800000,
  Glossary1795600000000,
  SearchDocument1795610000000,
  UnansweredQueries1795620000000,
  SearchVerifications1795620100000,
  SearchDoubts1795620200000,
  SearchDocumentKey1795630000000,
  SignIn1795700000000,
  RightsAndKeys1795710000000,
  AuditChain1795720000000,
  PersonalData1795720100000,
  SharedLimits1795730000000,
  Feed1795740000000,
  Webhooks1795750000000,
  Portals1795750100000,
  Push1795770000000,
  FollowedNodes1795770100000,
];
