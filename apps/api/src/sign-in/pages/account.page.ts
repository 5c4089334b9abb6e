import type { MembershipRequestItem, SessionItem, Workplace } from '@maillage/identity';
import { isoDay, type Language } from '@maillage/kernel';
import { type Html, html } from './html.js';
import { roleNames, wordsIn } from './page.messages.js';

/** What the account page shows of a person, to that person. */
export interface AccountView {
  readonly memberId: string;
  readonly displayName: string;
  readonly networkRoles: readonly string[];
  readonly memberships: readonly {
    readonly organizationId: string;
    readonly name: string;
    readonly role: string;
    readonly verified: boolean;
  }[];
  readonly requests: readonly MembershipRequestItem[];
  readonly workplace: Workplace;
  readonly sessions: readonly SessionItem[];
  readonly sessionId: string | undefined;
  /** Of a link that the person followed; shown in its field. */
  readonly invitation: string;
}

type Words = ReturnType<typeof wordsIn>;

export function accountBody(language: Language, view: AccountView): Html {
  const words = wordsIn(language);
  const role = (name: string): string => roleNames[name]?.[language] ?? name;
  return html`<p>${view.displayName}</p>
    <form method="post" action="/auth/sign-out"><button>${words.signOut}</button></form>
    ${rolesOf(words, role, view)} ${joining(words, role, view)} ${requestsOf(words, role, view)}
    <h2>${words.invitation}</h2>
    <form method="post" action="/account/invitations/accept">
      <label
        >${words.invitationToken}<input
          name="token"
          value="${view.invitation}"
          required
          maxlength="100"
          autocomplete="off"
      /></label>
      <button>${words.accept}</button>
    </form>
    ${sessionsOf(words, view)}
    <h2>${words.tools}</h2>
    <p><a href="/graphiql">${words.graphiql}</a></p>
    <p class="quiet">${words.memberId} : <code>${view.memberId}</code></p>`;
}

export function visitorBody(language: Language): Html {
  const words = wordsIn(language);
  return html`<p>${words.signedOut}</p>
    <p>${words.whatFor}</p>
    <p><a class="button main" href="/auth/sign-in">${words.signIn}</a></p>
    <p><a href="/graphiql">GraphiQL</a></p>`;
}

function rolesOf(words: Words, role: (name: string) => string, view: AccountView): Html {
  const { memberships, networkRoles } = view;
  if (memberships.length + networkRoles.length === 0) {
    return html`<h2>${words.roles}</h2>
      <p class="note">${words.noRole}</p>`;
  }
  const network = networkRoles.map(
    (name) =>
      html`<li>
        <div>${words.network}</div>
        <strong>${role(name)}</strong>
      </li>`,
  );
  const own = memberships.map(
    ({ organizationId, name, role: held, verified }) =>
      html`<li>
        <div>${name}${!verified && html` <span class="quiet">(${words.pendingOrganization})</span>`}</div>
        <strong>${role(held)}</strong>
        <form method="post" action="/account/memberships/leave">
          <input type="hidden" name="organizationId" value="${organizationId}" />
          ${
            held === 'COORDINATOR' &&
            html`<label class="quiet"
              ><span><input type="checkbox" name="evenIfLast" value="yes" /> ${words.leaveLast}</span></label
            >`
          }
          <button>${words.leave}</button>
        </form>
      </li>`,
  );
  return html`<h2>${words.roles}</h2>
    <ul class="rows">
      ${[...network, ...own]}
    </ul>`;
}

/** The workplace that the issuer told, when the person has no role there yet. */
function joining(words: Words, role: (name: string) => string, view: AccountView): Html | null {
  const { siret, organizationId, organizationName } = view.workplace;
  if (siret === null) return null;
  if (organizationId === null) return html`<p class="note">${words.workplaceUnknown.replace('{siret}', siret)}</p>`;
  const isThere = view.memberships.some((one) => one.organizationId === organizationId);
  const isAsked = view.requests.some((one) => one.state === 'OPEN' && one.organizationId === organizationId);
  if (isThere || isAsked) return null;
  const options = ['READER', 'CONTRIBUTOR', 'COORDINATOR'].map(
    (name) => html`<option value="${name}">${role(name)}</option>`,
  );
  return html`<h2>${words.join} : ${organizationName ?? ''}</h2>
    <p class="quiet">${words.joinFirst}</p>
    <form method="post" action="/account/requests">
      <label
        >${words.asRole}<select name="role">
          ${options}
        </select></label
      >
      <button class="main">${words.join}</button>
    </form>`;
}

function requestsOf(words: Words, role: (name: string) => string, { requests }: AccountView): Html | null {
  if (requests.length === 0) return null;
  const states = {
    OPEN: words.waiting,
    CONFIRMED: words.confirmed,
    REFUSED: words.refused,
    WITHDRAWN: words.withdrawn,
  };
  const rows = requests.map(
    (one) =>
      html`<li>
        <div>
          ${one.organizationName}, ${role(one.role)}<br /><span class="quiet"
            >${states[one.state]}${one.reason !== null && html` : ${one.reason}`}</span
          >
        </div>
        ${one.state === 'OPEN' && html`<form method="post" action="/account/requests/withdraw"><input type="hidden" name="id" value="${one.id}" /><button>${words.withdraw}</button></form>`}
      </li>`,
  );
  return html`<h2>${words.requests}</h2>
    <ul class="rows">
      ${rows}
    </ul>`;
}

function sessionsOf(words: Words, { sessions, sessionId }: AccountView): Html {
  const rows = sessions.map((one) => {
    const days = words.since.replace('{day}', isoDay(one.createdAt)).replace('{used}', one.lastUsedOn);
    return html`<li>
      <div>
        ${one.label}${one.id === sessionId && html` <strong>(${words.thisSession})</strong>`}<br /><span class="quiet"
          >${days}</span
        >
      </div>
      <form method="post" action="/account/sessions/revoke">
        <input type="hidden" name="id" value="${one.id}" /><button>${words.revoke}</button>
      </form>
    </li>`;
  });
  return html`<h2>${words.sessions}</h2>
    <ul class="rows">
      ${rows}
    </ul>
    <form method="post" action="/account/sessions/revoke-all"><button>${words.revokeAll}</button></form>`;
}
