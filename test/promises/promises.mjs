/**
 * Promises of the product and the suite that proves each. A suite proves its negative control too: a test of it plants
 * the fault and must see it caught.
 */
export const promises = [
  { name: 'P1', says: 'a mirror that follows converges exactly', suite: 'test/faults/feed-convergence.int-spec.ts' },
  {
    name: 'P1-MODEL',
    says: 'so do they in any order of writers, relay, readers and backups',
    suite: 'test/faults/feed-model.int-spec.ts',
  },
  { name: 'P4', says: 'what leaves an audience leaves its mirrors', suite: 'test/faults/feed-convergence.int-spec.ts' },
  { name: 'P5', says: 'cursors are refused by type', suite: 'test/faults/feed-convergence.int-spec.ts' },
  {
    name: 'P2',
    says: 'feed numbers are dense, increasing, never reused',
    suite: 'test/faults/feed-numbering.int-spec.ts',
  },
  { name: 'P3', says: 'versions of an entry never go backwards', suite: 'test/faults/feed-numbering.int-spec.ts' },
  { name: 'P6', says: 'no acknowledged write is lost by kill -9', suite: 'test/faults/processes-killed.int-spec.ts' },
  { name: 'P6-API', says: 'nor by kill -9 of the API', suite: 'test/faults/api-killed.e2e-spec.ts' },
  { name: 'P7', says: 'a retried mutation with its key has one effect', suite: 'test/faults/idempotency.int-spec.ts' },
  { name: 'P7-API', says: 'also over HTTP, when clients lose answers', suite: 'test/api/cut-answers.e2e-spec.ts' },
  {
    name: 'P8',
    says: 'no request waits over 10 s on a dead dependency, and it is found again',
    suite: 'test/faults/dead-dependencies.e2e-spec.ts',
  },
  {
    name: 'P8-SEARCH',
    says: 'no search waits for a dead engine or a dead database',
    suite: 'test/faults/search-without-engine.int-spec.ts',
  },
  {
    name: 'P8-ISSUER',
    says: 'nor does a sign-in wait for a dead issuer',
    suite: 'test/faults/issuer-away.e2e-spec.ts',
  },
  {
    name: 'P9',
    says: 'search recovers from any fault of its engine and never shows what rights forbid',
    suite: 'test/faults/search-faults.int-spec.ts',
  },
  { name: 'P10', says: 'a poison document never blocks the others', suite: 'test/faults/poison-documents.int-spec.ts' },
  {
    name: 'P23',
    says: 'a restored backup begins a new epoch; mirrors keep no ghosts',
    suite: 'test/faults/feed-past.int-spec.ts',
  },
  {
    name: 'P25',
    says: 'jumps of the clock change no order and lose nothing',
    suite: 'test/faults/feed-past.int-spec.ts',
  },
  {
    name: 'P24',
    says: 'a full disk stops writes alone: reads go on, and nothing acknowledged is lost',
    suite: 'test/faults/disk-full.e2e-spec.ts',
  },
  {
    name: 'P17',
    says: 'rights are what is written, cell by cell; a flipped rule is caught',
    suite: 'test/rights/rights.e2e-spec.ts',
  },
  {
    name: 'P18',
    says: 'the end of a right holds from the next request on',
    suite: 'test/rights/revocation.e2e-spec.ts',
  },
  { name: 'P11', says: 'rebuild and exchange under writes lose nothing', suite: 'test/search/reindex.int-spec.ts' },
  {
    name: 'P12',
    says: 'webhooks: at least once, signed, replayable, disabled after five days, at once on 410',
    suite: 'test/faults/webhooks.int-spec.ts',
  },
  { name: 'P13', says: 'no outgoing request reaches a private address', suite: 'test/faults/outgoing.int-spec.ts' },
  { name: 'P14', says: 'GraphQL over HTTP, by its audits', suite: 'test/api/graphql-over-http.e2e-spec.ts' },
  { name: 'P15', says: 'the classic probes find nothing', suite: 'test/api/graphql-probes.e2e-spec.ts' },
  {
    name: 'P16',
    says: 'no document costs over 1 s of processor or 64 MB',
    suite: 'test/faults/hostile-documents.e2e-spec.ts',
  },
  {
    name: 'P18-SESSION',
    says: 'a session that was ended is refused at the next request',
    suite: 'test/sign-in/session.e2e-spec.ts',
  },
  {
    name: 'P19',
    says: 'the audit log shows edits, deletions and a cut tail',
    suite: 'test/audit/chain.int-spec.ts',
  },
  {
    name: 'P20',
    says: 'no personal data on public surfaces',
    suite: 'test/personal-data/canaries.e2e-spec.ts',
  },
  {
    name: 'P21',
    says: 'bad input is told what is wrong, never 5xx, and writes nothing',
    suite: 'test/api/bad-input.e2e-spec.ts',
  },
  { name: 'P21-IMPORT', says: 'nor do bad files', suite: 'test/exchange/bad-files.int-spec.ts' },
  {
    name: 'P26',
    says: 'sign-in refuses hostile answers of an issuer',
    suite: 'test/sign-in/hostile-issuer.int-spec.ts',
  },
  {
    name: 'MIRROR',
    says: 'so it does while entries are published, narrowed and withdrawn on a real node',
    suite: 'test/mirror/mirror.e2e-spec.ts',
  },
  {
    name: 'MIRROR-KILL',
    says: 'a mirror that is killed at any moment goes on to the same content',
    suite: 'test/mirror/mirror-command.e2e-spec.ts',
  },
  {
    name: 'NODE-KILL',
    says: 'so does a node that follows another one',
    suite: 'test/mirror/node-killed.e2e-spec.ts',
  },
  {
    name: 'P22',
    says: 'the catalogue is valid DCAT-AP 3.0.1 and survives JSON-LD; seeded defects are found',
    suite: 'test/conformance/dcat.int-spec.ts',
  },
];
