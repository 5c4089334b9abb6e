import type { DemoAccount } from './demo-account.js';

/** Levels that the development identity provider attests. */
export const STRONG = { acr: 'eidas2', amr: ['pwd', 'mfa'] } as const;
export const WEAK = { acr: 'eidas1', amr: ['pwd'] } as const;

const STYLE = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.5rem;margin:.5rem 0}.note{border-left:4px solid #b35900;padding:.5rem 1rem;background:#b3590018}
ul{list-style:none;padding:0;border-top:1px solid #8886}li{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;padding:.55rem 0;border-bottom:1px solid #8886}
li div{flex:1 1 16rem}small{opacity:.75}form{display:flex;gap:.5rem}button{font:inherit;padding:.35rem .9rem;border:1px solid #1f4e9c;border-radius:.25rem;background:none;color:inherit;cursor:pointer}
button.main{background:#1f4e9c;color:#fff}:focus-visible{outline:3px solid #1f4e9c;outline-offset:2px}`;

/** The page on which one chooses who to be. @param uid of the sign-in under way; null: only to look */
export function peoplePage(accounts: readonly DemoAccount[], uid: string | null): string {
  const rows = accounts.map((account) => {
    const name = escape(`${account.givenName} ${account.usualName}`.trim());
    const who = `<div><strong>${name}</strong><br><small>${escape(account.part)}, ${escape(account.place)}</small></div>`;
    return `<li>${who}${uid === null ? '' : buttons(uid, account.sub)}</li>`;
  });
  const how =
    uid === null
      ? 'Pour se connecter, ouvrez la page « Mon compte » de Maillage.'
      : 'Choisissez qui vous êtes : un seul geste, aucun mot de passe.';
  return page(
    'Service d’identité de démonstration',
    `<p class="note">Personnes inventées, pour essayer Maillage sur cette machine. En production, c’est ProConnect (ou le
service d’identité que vous configurez) qui atteste qui l’on est.</p><p>${how}</p><ul>${rows.join('')}</ul>`,
  );
}

/** What else this provider shows. @param body HTML */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1>${body}</body></html>`;
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function buttons(uid: string, sub: string): string {
  const button = (level: string, label: string, look: string): string =>
    `<button name="level" value="${level}"${look}>${label}</button>`;
  return `<form method="post" action="/interaction/${encodeURIComponent(uid)}"><input type="hidden" name="sub" value="${escape(sub)}">
${button('strong', 'Se connecter', ' class="main"')}${button('weak', 'sans second facteur', '')}</form>`;
}
