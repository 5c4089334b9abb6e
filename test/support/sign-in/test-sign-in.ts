import { UnitOfWork } from '@maillage/database';
import {
  allSignInChecks,
  AuditRepository,
  IssuerClient,
  MemberSignInRepository,
  PendingSignInRepository,
  SessionService,
  SignInAccountService,
  type SignInCheck,
  SignInModule,
  type SignInOptions,
  SignInService,
  TokenVerifier,
} from '@maillage/identity';
import { loadConfig } from '@maillage/kernel';
import { createTestNetwork, type TestNetwork } from '../test-network.js';
import { GullibleClient } from './gullible-client.js';
import type { HostileIssuer } from './hostile-issuer.js';

/** Settings of a product that people sign in to by an issuer of the tests. */
export function signInSettings(
  issuer: Pick<HostileIssuer, 'url' | 'clientId' | 'clientSecret'>,
): Record<string, string> {
  return {
    SIGN_IN_ISSUER: issuer.url,
    SIGN_IN_CLIENT_ID: issuer.clientId,
    SIGN_IN_CLIENT_SECRET: issuer.clientSecret,
    SIGN_IN_ALGORITHMS: 'RS256',
    SIGN_IN_SUBJECT_PREFIX: 'test',
  };
}

export interface SignInVariant {
  /** Checks that are taken out. */
  readonly without?: readonly SignInCheck[];
  /** Without what openid-client checks. */
  readonly gullible?: boolean;
  /** Another memory of sign-ins that are under way. */
  readonly pending?: PendingSignInRepository;
}

/** The product's sign-in on a database of its own, whole or with a lock taken out. */
export interface TestSignIn {
  readonly network: TestNetwork;
  readonly options: SignInOptions;
  service(variant?: SignInVariant): SignInService;
}

export async function createTestSignIn(issuer: HostileIssuer): Promise<TestSignIn> {
  const { signIn, sessions } = loadConfig(signInSettings(issuer));
  const options: SignInOptions = { signIn, sessions };
  const network = await createTestNetwork([SignInModule.forRoot(options)]);
  const get = <T>(type: abstract new (...args: never[]) => T): T =>
    network.module.get(type as never, { strict: false });
  const clients = { strict: get(IssuerClient), gullible: new GullibleClient(options) };
  return {
    network,
    options,
    service({ without = [], gullible = false, pending = get(PendingSignInRepository) } = {}) {
      const checks = new Set([...allSignInChecks].filter((check) => !without.includes(check)));
      const client = gullible ? clients.gullible : clients.strict;
      const [unitOfWork, members] = [get(UnitOfWork), get(MemberSignInRepository)];
      const [sessionService, audit] = [get(SessionService), get(AuditRepository)];
      const accounts = new SignInAccountService(unitOfWork, members, sessionService, audit, options, checks);
      const verifier = new TokenVerifier(options, checks, client);
      return new SignInService(options, checks, client, verifier, pending, accounts);
    },
  };
}
