import { type DynamicModule, Module } from '@nestjs/common';
import { IdentityModule } from '../identity.module.js';
import { SessionActorService } from '../session/session-actor.service.js';
import { SessionService } from '../session/session.service.js';
import { IssuerClient } from './issuer-client.js';
import { MemberSignInRepository } from './member-sign-in.repository.js';
import { SignInAccountService } from './sign-in-account.service.js';
import { ACTIVE_CHECKS, allSignInChecks } from './sign-in-check.js';
import { SIGN_IN_OPTIONS, type SignInOptions } from './sign-in-options.js';
import { SignInService } from './sign-in.service.js';
import { TokenVerifier } from './token-verifier.js';

/** How people sign in and stay signed in; for the process that answers browsers. */
@Module({})
export class SignInModule {
  static forRoot(options: SignInOptions): DynamicModule {
    return {
      module: SignInModule,
      imports: [IdentityModule],
      providers: [
        { provide: SIGN_IN_OPTIONS, useValue: options },
        { provide: ACTIVE_CHECKS, useValue: allSignInChecks },
        IssuerClient,
        MemberSignInRepository,
        SessionActorService,
        SessionService,
        SignInAccountService,
        SignInService,
        TokenVerifier,
      ],
      exports: [IssuerClient, SessionActorService, SessionService, SignInService, SIGN_IN_OPTIONS],
    };
  }
}
