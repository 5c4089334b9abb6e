/** Looks of the pages: one file, no script, no other host; readable at 200 % and without colours. */
export const PAGE_STYLE = `:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --line: #d5d7de; --mark: #1f4e9c; --soft: #f2f4f9; --warn: #8a1c1c; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #17181c; --line: #3a3d46; --mark: #9dc1ff; --soft: #22242b; --warn: #ff9b9b; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header, main { max-width: 46rem; margin: 0 auto; padding: 1rem 1.25rem; }
header { display: flex; align-items: baseline; gap: 1rem; border-bottom: 3px solid var(--mark); }
header a { color: inherit; text-decoration: none; font-weight: 700; font-size: 1.2rem; }
header span:empty { flex: 1; }
h1 { font-size: 1.6rem; margin: 1rem 0 0.25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
a { color: var(--mark); }
ul.rows { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
ul.rows li { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
ul.rows li > div { flex: 1 1 14rem; }
.ways { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
.quiet { opacity: 0.75; font-size: 0.92rem; }
.note { background: var(--soft); border-left: 4px solid var(--mark); padding: 0.75rem 1rem; margin: 1rem 0; }
.note.warn { border-color: var(--warn); }
form { margin: 0; display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
label { display: grid; gap: 0.15rem; font-size: 0.92rem; }
input, select { font: inherit; padding: 0.35rem 0.5rem; border: 1px solid var(--line); border-radius: 0.25rem; background: var(--paper); color: inherit; min-width: 14rem; }
input[type='checkbox'] { min-width: 0; }
ul.rows + form { margin-top: 0.75rem; }
button, a.button { font: inherit; padding: 0.4rem 0.9rem; border: 1px solid var(--mark); border-radius: 0.25rem; background: var(--paper); color: var(--mark); cursor: pointer; text-decoration: none; display: inline-block; }
button.main, a.button.main { background: var(--mark); color: var(--paper); }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
main { overflow-wrap: anywhere; }
.text { white-space: pre-line; }
code { font-size: 0.9em; }
`;
