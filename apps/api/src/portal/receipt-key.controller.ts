import { FeedReceiptService } from '@maillage/feed';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '../request/access.decorators.js';

/** The key that receipts are checked with, for programs that speak no GraphQL. */
@Controller()
export class ReceiptKeyController {
  constructor(@Inject(FeedReceiptService) private readonly receipts: FeedReceiptService) {}

  @Public()
  @Get('feed/receipt-key.pem')
  @Header('content-type', 'application/x-pem-file')
  @Header('cache-control', 'public, max-age=300')
  async key(): Promise<string> {
    return this.receipts.publicKey();
  }
}
