const libs = {
  kernel: 0,
  mirror: 0,
  outgoing: 0,
  database: 1,
  changes: 1,
  territory: 1,
  identity: 2,
  catalogue: 3,
  search: 4,
  feed: 4,
  exchange: 4,
  reporting: 4,
};
/** Libs of the same level that may import each other, one way: territory and changes stand on database, outgoing on kernel. */
const sameLevel = [
  ['changes', 'database'],
  ['territory', 'database'],
  ['outgoing', 'kernel'],
];
const higher = Object.entries(libs).map(([lib, level]) => {
  const barred = Object.entries(libs)
    .filter(
      ([other, l]) =>
        other !== lib && (l > level || l === level) && !sameLevel.some(([a, b]) => a === lib && b === other),
    )
    .map(([other]) => other);
  return {
    name: `levels-${lib}`,
    severity: 'error',
    comment: 'A lower level never imports a higher one; libs of one level do not import each other.',
    from: { path: `^libs/${lib}/src`, pathNot: '\\.(int-)?spec\\.ts$' },
    to: { path: `^libs/(${barred.join('|')})/` },
  };
});

/** The direction rules of the architecture. `test/architecture` plants a violation of each and sees it caught. */
module.exports = {
  forbidden: [
    ...higher,
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-apart',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-by-their-index',
      severity: 'error',
      from: { path: '^(libs/([^/]+)|apps|test)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^(libs/$2/|libs/[^/]+/src/index\\.ts$)' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'orm-in-repositories',
      severity: 'error',
      from: {
        path: '^(libs|apps)/',
        pathNot: '^libs/database/|\\.(entity|repository|view|read-model|module)\\.ts$|spec\\.ts$',
      },
      to: { path: 'node_modules/typeorm' },
    },
    {
      name: 'graphql-in-the-api',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^apps/(api|web)/' },
      to: { path: 'node_modules/(@nestjs/graphql|graphql)/' },
    },
    {
      name: 'meilisearch-in-search',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^libs/(search|database/src/embedded)/' },
      to: { path: 'node_modules/meilisearch/' },
    },
    {
      name: 'protocols-in-sign-in',
      severity: 'error',
      comment: 'OpenID Connect is spoken in one place; the development issuer is nowhere near what runs in production.',
      from: { path: '^(libs|apps)/', pathNot: '^(libs/identity/src/sign-in|apps/cli/src/identity-provider)/' },
      to: { path: 'node_modules/(openid-client|jose|oidc-provider)/' },
    },
    {
      name: 'outgoing-by-its-client',
      comment:
        'Requests go out through libs/outgoing. Exceptions: the search engine, the launcher, the development issuer, the mirror, the browser.',
      severity: 'error',
      from: {
        path: '^(libs|apps)/',
        pathNot:
          '^libs/(outgoing|mirror|search/src/engine|database/src/embedded)/|^apps/(web|cli/src/(up|identity-provider))/|spec\\.ts$',
      },
      to: {
        dependencyTypesNot: ['type-only'],
        path: '^(node:)?(https?|http2|undici)$|node_modules/(undici|axios|got|node-fetch|request-filtering-agent)/',
      },
    },
    {
      name: 'sockets-by-the-launcher',
      comment: 'A raw socket is a way out too; its types are not.',
      severity: 'error',
      from: {
        path: '^(libs|apps)/',
        pathNot: [
          '^libs/(outgoing|mirror|database/src/embedded)/|^apps/(web|cli/src/(up|identity-provider))/|spec\\.ts$',
          // they tell addresses from other texts
          '^libs/kernel/src/config/settings\\.ts$|^apps/api/src/budget/caller-address\\.ts$',
        ],
      },
      to: { path: '^(node:)?(net|tls|dgram)$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-domain',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/', pathNot: 'spec\\.ts$' },
      to: { pathNot: '^libs/($1/src/domain|kernel/src)/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(libs/mirror/)?dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
