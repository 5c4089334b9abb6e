import { randomBytes } from 'node:crypto';
import type { SignInConfig } from '@maillage/kernel';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider';
import type { DemoAccount } from './demo-account.js';
import { escape, page, STRONG, WEAK } from './people.page.js';

const HOUR = 3_600;

/**
 * An issuer as ProConnect is one: authorization code with PKCE, claims by scope, userinfo as a signed JWT, levels of
 * authentication. Keys are made at each start; every sign-in asks anew who one is.
 */
export async function developmentProvider(
  { issuer, clientId, clientSecret, clientAuth }: SignInConfig,
  accounts: readonly DemoAccount[],
): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' };
  const hosts = ['127.0.0.1', 'localhost', '[::1]'];
  const configuration: Configuration = {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        client_name: 'Maillage (démonstration)',
        // Of a native client, any port of this machine is a place to come back to.
        application_type: 'native',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: clientAuth,
        id_token_signed_response_alg: 'RS256',
        userinfo_signed_response_alg: 'RS256',
        redirect_uris: hosts.map((host) => `http://${host}/auth/callback`),
        post_logout_redirect_uris: hosts.map((host) => `http://${host}/account`),
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: ['openid'],
    claims: {
      openid: ['sub'],
      acr: null,
      amr: null,
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      email: ['email'],
      uid: ['uid'],
      siret: ['siret'],
      idp_id: ['idp_id'],
    },
    acrValues: [WEAK.acr, STRONG.acr],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
    },
    ttl: { AccessToken: 60, AuthorizationCode: 30, Grant: HOUR, IdToken: HOUR, Interaction: HOUR, Session: HOUR },
    interactions: { policy: policy(), url: (_context, { uid }) => `/interaction/${uid}` },
    loadExistingGrant,
    findAccount: (_context, sub) => {
      const account = accounts.find((one) => one.sub === sub);
      return account && { accountId: sub, claims: () => claimsOf(account) };
    },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = page('Connexion impossible', `<p>${escape(`${out.error} ${out.error_description ?? ''}`)}</p>`);
    },
  };
  return new Provider(issuer, configuration);
}

/** Nobody is recognized by a cookie: whoever tries the demonstration wants to be somebody else now. */
function policy(): interactionPolicy.DefaultPolicy {
  const { base, Check } = interactionPolicy;
  const prompts = base();
  // There is one client, ours: nobody is asked whether it may know who they are.
  prompts.remove('consent');
  prompts
    .get('login')
    ?.checks.add(
      new Check('choose', 'choose who you are', (context) =>
        context.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
      ),
    );
  return prompts;
}

/** What consent would have given. */
const loadExistingGrant: Configuration['loadExistingGrant'] = async (context) => {
  const { client, session, provider, params } = context.oidc;
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope(typeof params?.['scope'] === 'string' ? params['scope'] : 'openid');
  grant.addOIDCClaims(['acr', 'amr']);
  await grant.save();
  return grant;
};

type Show = NonNullable<NonNullable<NonNullable<Configuration['features']>['rpInitiatedLogout']>['logoutSource']>;

const logoutSource: Show = async (context, form) => {
  context.body = page(
    'Se déconnecter',
    `${form}<p>Fermer aussi la session de ce service d’identité ?</p>
<button class="main" autofocus type="submit" form="op.logoutForm" value="yes" name="logout">Se déconnecter</button>`,
  );
};

const postLogoutSuccessSource = async (context: Parameters<Show>[0]): Promise<void> => {
  context.body = page('Déconnecté', '<p>Vous pouvez fermer cette page.</p>');
};

function claimsOf({ sub, givenName, usualName, siret }: DemoAccount) {
  return {
    sub,
    given_name: givenName,
    usual_name: usualName,
    email: `${sub.toLowerCase()}@demonstration.invalid`,
    uid: sub,
    idp_id: 'demonstration',
    ...(siret !== null && { siret }),
  };
}
