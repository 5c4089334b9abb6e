import type { Provider } from '@nestjs/common';
import type { CallerBudget } from '../budget/caller-budget.js';
import { CALLER_BUDGET } from './harvest-budget.guard.js';
import { HARVEST_ORIGIN, harvestOrigin } from './harvest-origin.js';

/** What the controllers of harvesting need of the API. */
export function harvestProviders(budget: CallerBudget, publicUrl: string | undefined): Provider[] {
  return [
    { provide: CALLER_BUDGET, useValue: budget },
    { provide: HARVEST_ORIGIN, useValue: harvestOrigin(publicUrl) },
  ];
}
