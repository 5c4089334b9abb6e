import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newSigningPair, type SigningPair } from './receipt-signing.js';

export interface NewReceipt {
  readonly id: string;
  readonly keyId: string;
  readonly epoch: string;
  readonly headSeq: number;
  readonly filter: string;
  readonly count: number;
  readonly equal: boolean;
  readonly differingBuckets: readonly number[];
  readonly statement: string;
  readonly signature: string;
  readonly at: Date;
}

/** Days that a receipt is kept; the newest of each portal is kept for as long as its key is. */
export const RECEIPT_DAYS = 400;

const signer = 'SELECT public_key AS "publicKey", private_key AS "privateKey" FROM feed_receipt_signer WHERE id = 1';

@Injectable()
export class FeedReceiptRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Made by whoever asks first; of two at once the same pair comes back. */
  async signingPair(): Promise<SigningPair> {
    const [known] = await this.dataSource.query<SigningPair[]>(signer);
    if (known) return known;
    const { publicKey, privateKey } = newSigningPair();
    await this.dataSource.query(
      'INSERT INTO feed_receipt_signer (id, public_key, private_key) VALUES (1, $1, $2) ON CONFLICT DO NOTHING',
      [publicKey, privateKey],
    );
    const [made] = await this.dataSource.query<SigningPair[]>(signer);
    if (!made) throw new Error('the pair of keys for receipts was not kept');
    return made;
  }

  async insert(transaction: Transaction, receipt: NewReceipt): Promise<void> {
    const { id, keyId, epoch, headSeq, filter, count, equal, differingBuckets, statement, signature, at } = receipt;
    await transaction.query(
      `INSERT INTO feed_receipt
         (id, key_id, epoch, head_seq, filter, count, equal, differing_buckets, statement, signature, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, keyId, epoch, headSeq, filter, count, equal, differingBuckets, statement, signature, at],
    );
  }

  /** @returns receipts forgotten */
  async prune(days = RECEIPT_DAYS): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `DELETE FROM feed_receipt r WHERE r.at < now() - make_interval(days => $1)
          AND EXISTS (SELECT 1 FROM feed_receipt n WHERE n.key_id = r.key_id AND n.id > r.id)`,
      [days],
    );
    return count;
  }
}
