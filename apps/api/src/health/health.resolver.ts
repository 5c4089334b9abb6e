import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { Public } from '../request/access.decorators.js';
import { HealthService } from './health.service.js';
import { HealthType } from './health.type.js';

@Resolver()
export class HealthResolver {
  constructor(@Inject(HealthService) private readonly service: HealthService) {}

  @Public()
  @Query(() => HealthType, { description: 'Whether the network answers, and from what. The same as `GET /health`.' })
  async health(): Promise<HealthType> {
    return this.service.check();
  }
}
