import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const { engines, folder } = globalThis.maillageTest;
  await engines.stop();
  await rm(folder, { recursive: true, force: true });
}
