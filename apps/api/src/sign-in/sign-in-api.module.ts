import { IdentityModule, SignInModule } from '@maillage/identity';
import { type DynamicModule, Module } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { AccountFormService } from './account-form.service.js';
import { AccountViewService } from './account-view.service.js';
import { CallerService } from './caller.service.js';
import { SignInController } from './sign-in.controller.js';
import { WebCookies } from './web-cookies.js';
import { WEB_OPTIONS, type WebOptions } from './web-options.js';
import { WebPages } from './web-pages.service.js';

/** Sign-in, sessions and the pages of people. */
@Module({})
export class SignInApiModule {
  static forRoot(options: WebOptions): DynamicModule {
    const { signIn, sessions } = options;
    const identity = SignInModule.forRoot({ signIn, sessions });
    return {
      module: SignInApiModule,
      imports: [IdentityModule, identity],
      controllers: [AccountController, SignInController],
      providers: [
        { provide: WEB_OPTIONS, useValue: options },
        AccountFormService,
        AccountViewService,
        CallerService,
        WebCookies,
        WebPages,
      ],
      exports: [CallerService, identity],
    };
  }
}
