import { demonstration, type StoryOfKind } from '../story.js';
import { aiCharters } from './charters/ai.stories.js';
import { dataCharters } from './charters/data.stories.js';
import { dataClauses } from './clauses/data.stories.js';
import { serviceClauses } from './clauses/service.stories.js';
import { developmentUseCases } from './use-cases/development.stories.js';
import { ecologyUseCases } from './use-cases/ecology.stories.js';
import { governanceUseCases } from './use-cases/governance.stories.js';
import { mobilityUseCases } from './use-cases/mobility.stories.js';
import { serviceUseCases } from './use-cases/services.stories.js';
import { socialUseCases } from './use-cases/social.stories.js';
import { streetUseCases } from './use-cases/streets.stories.js';
import { writingUseCases } from './use-cases/writing.stories.js';

/** Every story, in the order in which they are told: what one names comes before it. */
export const stories: readonly StoryOfKind[] = [
  ...demonstration('DATA_CHARTER', [...aiCharters, ...dataCharters]),
  ...demonstration('USE_CASE', [...writingUseCases, ...serviceUseCases, ...streetUseCases]),
  ...demonstration('PROCUREMENT_CLAUSE', [...dataClauses, ...serviceClauses]),
  ...demonstration('USE_CASE', [
    ...socialUseCases,
    ...mobilityUseCases,
    ...ecologyUseCases,
    ...governanceUseCases,
    ...developmentUseCases,
  ]),
];
