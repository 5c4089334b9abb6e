import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../request/access.decorators.js';
import { HealthService } from './health.service.js';

/** For people (`/health`) and for probes: is the process alive, may it get requests. */
@Controller('health')
export class HealthController {
  constructor(@Inject(HealthService) private readonly service: HealthService) {}

  /** 200 when everything or everything but search answers, 503 else. */
  @Public()
  @Get()
  async health(@Res() reply: FastifyReply): Promise<void> {
    const health = await this.service.check();
    void reply
      .header('cache-control', 'no-store')
      .code(health.status === 'DOWN' ? 503 : 200)
      .send(health);
  }

  /** 200 as long as the process answers at all. */
  @Public()
  @Get('live')
  live(@Res() reply: FastifyReply): void {
    void reply.header('cache-control', 'no-store').send({ live: true });
  }

  /** 200 when requests can be served, which entries can be without the search engine; 503 else. */
  @Public()
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const { status } = await this.service.check();
    void reply
      .header('cache-control', 'no-store')
      .code(status === 'DOWN' ? 503 : 200)
      .send({ ready: status !== 'DOWN', status });
  }
}
