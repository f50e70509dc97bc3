import { Html } from './html.cjs';

/** The style of the page at `/`, without external assets. */
export const STYLE = new Html(`
:root {
	color-scheme: light dark;
	--back: #f5f6f8; --card: #fff; --line: #d9dce3; --ink: #1c2333; --quiet: #667085;
	--accent: #4f46e5; --bad: #b42318;
}
@media (prefers-color-scheme: dark) {
	:root {
		--back: #12151b; --card: #1b202a; --line: #333a48; --ink: #e6e8ee; --quiet: #98a1b3;
		--accent: #a5a0ff; --bad: #ff8a80;
	}
}
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 64rem; margin: 0 auto; padding: 1rem 1.5rem; }
header p { margin: 0; color: var(--quiet); }
h1 { margin: 1rem 0 0; font-size: 1.7rem; }
h2 { margin: 0 0 0.75rem; font-size: 1.2rem; }
h3 { margin: 1.25rem 0 0.5rem; font-size: 1rem; }
h4 { margin: 0; font-size: 1rem; }
a { color: var(--accent); }
section { margin-bottom: 2rem; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
dl {
	display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1.25rem; margin: 0;
	padding: 0.9rem 1.1rem; border-left: 3px solid var(--accent); background: var(--card);
}
dt { color: var(--quiet); }
dd { margin: 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; }
article {
	padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card);
}
article p { margin: 0.2rem 0; }
article ul { max-height: 14rem; margin: 0.4rem 0 0; padding: 0; overflow: auto; list-style: none; }
table { width: 100%; border-collapse: collapse; background: var(--card); }
td {
	padding: 0.35rem 0.6rem; border: solid var(--line); border-width: 1px 0; vertical-align: top;
	font-variant-numeric: tabular-nums;
}
td:first-child { min-width: 5rem; }
progress { width: 7rem; accent-color: var(--accent); }
.quiet { color: var(--quiet); }
.bad { color: var(--bad); font-weight: 600; }
.warning { padding: 0.7rem 1rem; border: 1px solid var(--bad); color: var(--bad); }
`);
