import { type CodeExchange, type IssuedTokens, IssuerClient } from '@maillage/identity';

/**
 * A client that believes whatever an issuer answers: what openid-client would check is not checked. With it, a check of
 * our own stands alone, and what gets through shows what that check is for.
 */
export class GullibleClient extends IssuerClient {
  override async exchange({ parameters, redirectUri, codeVerifier }: CodeExchange): Promise<IssuedTokens> {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: parameters.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
      client_id: this.settings().clientId,
      client_secret: this.settings().clientSecret,
    });
    // eslint-disable-next-line no-restricted-globals -- an issuer of the test's own, on loopback
    const response = await fetch(`${this.settings().issuer}/token`, { method: 'POST', body });
    const answer = (await response.json()) as { access_token?: string; id_token?: string };
    return { idToken: answer.id_token ?? '', accessToken: answer.access_token ?? '' };
  }
}
