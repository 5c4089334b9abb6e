import { readFile } from 'node:fs/promises';
import { FeedReceiptService, isSignedReceipt, PortalModule, type SignedReceipt } from '@maillage/feed';
import { LaunchError, loadConfig } from '@maillage/kernel';
import { Command } from 'commander';
import { withNetwork } from '../network.js';

/** `maillage feed verify-receipt FILE`: exits 1 when it is not what the network signed. */
export function verifyReceiptCommand(): Command {
  return new Command('verify-receipt')
    .description('check the signature of a receipt, and tell what it says; exits 1 when it was not signed so')
    .argument('<file>', 'JSON with `statement` and `signature`, as `feedReceipt` gives them')
    .option('--key <file>', 'public key (PEM, from /feed/receipt-key.pem); absent: this network’s own')
    .action(async (file: string, { key }: { key?: string }) => {
      const receipt = receiptOf(await readFile(file, 'utf8'), file);
      const publicKey = key === undefined ? await ownKey() : await readFile(key, 'utf8');
      if (!isSigned(receipt, publicKey, key ?? 'this network')) {
        console.error('NOT SIGNED SO: the receipt was changed, or another network gave it');
        process.exitCode = 1;
        return;
      }
      console.log('signed by that key; it says:');
      for (const [name, value] of Object.entries(JSON.parse(receipt.statement) as object)) {
        console.log(`  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
      }
    });
}

/** Also the whole answer of `feedReceipt`, or the receipt in it. @throws LaunchError */
export function receiptOf(text: string, file: string): SignedReceipt {
  for (let value = parsed(text), depth = 0; depth < 5; depth += 1) {
    const { statement, signature, data, feedReceipt, receipt } = (value ?? {}) as Record<string, unknown>;
    if (typeof statement === 'string' && typeof signature === 'string') return { statement, signature };
    value = data ?? feedReceipt ?? receipt;
  }
  throw new LaunchError(
    'This file holds no receipt.',
    file,
    'Keep the JSON that `feedReceipt { receipt { statement signature } }` gives, as it is.',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSigned(receipt: SignedReceipt, publicKey: string, from: string): boolean {
  try {
    return isSignedReceipt(receipt, publicKey);
  } catch (error) {
    throw new LaunchError(
      'This is no public key.',
      `${from}: ${(error as Error).message}`,
      'Fetch it anew from /feed/receipt-key.pem.',
    );
  }
}

async function ownKey(): Promise<string> {
  let key = '';
  await withNetwork(loadConfig(), [PortalModule], async (network) => {
    key = await network.get(FeedReceiptService).publicKey();
  });
  return key;
}
