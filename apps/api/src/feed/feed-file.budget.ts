import type { Actor } from '@maillage/identity';
import { DomainError, type Language, type Localized, localize } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { budgetAddress } from '../budget/caller-address.js';
import type { CallerBudget } from '../budget/caller-budget.js';
import { FILE_POINTS } from '../budget/file-price.js';
import { CALLER_BUDGET } from '../harvest/harvest-budget.guard.js';
import { CallerService } from '../sign-in/caller.service.js';
import { type NoSeat, type SeatLimits, TransferSeats } from './transfer-seats.js';

/** Each transfer reads the catalogue as fast as its reader takes it, and holds a seat for as long. */
const LIMITS: SeatLimits = { all: 8, each: 2 };
/** Seconds after which a reader without a seat may try again. */
const RETRY_AFTER = 10;

const texts: Readonly<Record<NoSeat | 'BUDGET', Localized>> = {
  OWN: {
    fr: 'Au plus {each} transferts à la fois par clé, personne ou adresse. Attendez la fin de l’un d’eux, ou réessayez dans {seconds} s.',
    en: 'At most {each} transfers at once by one key, person or address. Wait until one of them ends, or try again in {seconds} s.',
  },
  ALL: {
    fr: 'Trop de transferts en cours. Réessayez dans {seconds} s.',
    en: 'Too many transfers under way. Try again in {seconds} s.',
  },
  BUDGET: {
    fr: 'Votre budget de requêtes est épuisé : un fichier coûte {points} points, {remaining} restants sur {limit} par minute. Réessayez dans {seconds} s.',
    en: 'Your budget of queries is spent: a file costs {points} points, {remaining} left of {limit} a minute. Try again in {seconds} s.',
  },
};

/** A caller who may read a file now. */
export interface Admitted {
  readonly actor: Actor;
  /** Called once the transfer has ended, however it did. */
  readonly leave: () => void;
}

/** Who may read a file of the feed: charges it to the budget that GraphQL charges too, and gives out the seats. */
@Injectable()
export class FeedFileBudget {
  private readonly seats = new TransferSeats(LIMITS);

  constructor(
    @Inject(CALLER_BUDGET) private readonly budget: CallerBudget,
    @Inject(CallerService) private readonly callers: CallerService,
  ) {}

  /** Null: refused, and answered. @throws DomainError of a key or session that opens nothing */
  async admit(request: FastifyRequest, reply: FastifyReply, language: Language): Promise<Admitted | null> {
    const address = budgetAddress(request.ip);
    const actor = await this.identify(request, reply, address);
    const caller = actor.kind === 'VISITOR' ? `address:${address}` : actor.name;
    const leave = this.seats.take(caller);
    if (typeof leave === 'string') {
      refuse(reply, texts[leave], language, RETRY_AFTER, { each: LIMITS.each });
      return null;
    }
    const { isExhausted, resetIn, remaining, limit } =
      actor.kind === 'VISITOR'
        ? await this.budget.chargeVisitor(address, FILE_POINTS)
        : await this.budget.chargeMember(actor.name, FILE_POINTS);
    if (!isExhausted) return { actor, leave };
    leave();
    refuse(reply, texts.BUDGET, language, resetIn, { points: FILE_POINTS, remaining, limit });
    return null;
  }

  private async identify(request: FastifyRequest, reply: FastifyReply, address: string): Promise<Actor> {
    try {
      return await this.callers.identify(request, reply);
    } catch (error) {
      // Guessing keys must not be free.
      if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') await this.budget.noteRefusal(address);
      throw error;
    }
  }
}

function refuse(
  reply: FastifyReply,
  text: Localized,
  language: Language,
  seconds: number,
  values: Readonly<Record<string, number>>,
): void {
  void reply.header('retry-after', String(seconds));
  void reply.code(429).send({ code: 'RATE_LIMITED', message: localize(text, { ...values, seconds })[language] });
}
