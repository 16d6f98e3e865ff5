/** The pages of the sandbox identity provider: plain HTML in the product's style that cannot be mistaken for a real provider. */

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const plain = (text) => String(text).replace(/[&<>"']/g, (character) => escapes[character]);

/** Asks who to sign in as. `form` is a previous, invalid input. */
export function loginPage({ hint, form }) {
  const email = form?.get("email") ?? hint ?? "jane@example.com";
  const name = form?.get("name") ?? "Jane Example";
  const isVerified = form ? form.get("verified") === "on" : true;
  const problem = form && "Enter something of the form name@example.com.";
  return page(
    "Who do you want to be?",
    `<form method="post">
      <p class="lead">Sign in as anybody. The application will believe what you enter here.</p>
      <label for="name">Name</label>
      <input id="name" name="name" maxlength="200" autocomplete="off" value="${plain(name)}">
      <label for="email">Email address</label>
      <input id="email" name="email" type="email" required maxlength="254" autocomplete="off" autofocus
        value="${plain(email)}"${problem ? ' aria-invalid="true" aria-describedby="email-note"' : ' aria-describedby="email-note"'}>
      <p id="email-note" class="${problem ? "problem" : "note"}"${problem ? ' role="alert"' : ""}>${
        problem || "The same address is the same account each time."
      }</p>
      <label class="check"><input type="checkbox" name="verified"${isVerified ? " checked" : ""}>
        <span>The provider vouches for this address</span></label>
      <button class="primary" name="answer" value="continue">Continue</button>
      <button name="answer" value="deny" formnovalidate>Deny</button>
    </form>`,
  );
}

/** Explains the provider, and how to connect to it. */
export function homePage({ issuer, client }) {
  const rows = [
    ["Issuer", issuer],
    ["Client id", client.id],
    ["Client secret", client.secret],
    ["Redirect URIs", `${client.redirectUri}, and any address on localhost`],
  ];
  const facts = rows.map(([term, text]) => `<dt>${term}</dt><dd><code>${plain(text)}</code></dd>`).join("");
  return page(
    "Sandbox identity provider",
    `<p class="lead">It stands in for Google, Microsoft and the others while Countersign is being tried out, and speaks
      OpenID Connect as they do. People reach it from a verification, by the button “Sandbox”.</p>
    <p>To try a connector of kind OpenID Connect by hand, or a client of your own:</p>
    <dl>${facts}</dl>`,
  );
}

const sentences = {
  session_not_found: "This sign-in is over, or another browser began it.",
  server_error: "Something went wrong here. The log says more.",
};

export function errorPage(error, description) {
  return page(
    "This did not work",
    `<p class="lead" role="alert">${plain(sentences[error] ?? description ?? error)}</p>
    <p>Please go back to the application and start again. <small>(${plain(error)})</small></p>`,
  );
}

function page(title, body) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${plain(title)} · Sandbox</title>
<style>${css}</style>
</head>
<body>
<p class="banner" role="note"><strong>Sandbox.</strong> For trying out only: it proves nothing about anybody.</p>
<main>
<p class="mark"><svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M13.5 1.1V11h-5v11.43A11 11 0 0 1 13.5 1.1Z"/><path fill="var(--accent)" d="M10.5 22.9V13h5V1.57A11 11 0 0 1 10.5 22.9Z"/></svg>Sandbox</p>
<h1>${plain(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** The colors and measures of app/globals.css, which this server cannot import. */
const css = `
:root { color-scheme: light dark;
  --background: light-dark(#fcfcfa, #121211); --surface: light-dark(#fff, #1a1a18); --subtle: light-dark(#f3f2ee, #252522);
  --foreground: light-dark(#1a1a17, #edece7); --muted: light-dark(#62605a, #a8a69d); --border: light-dark(#e4e2dc, #32312e);
  --control: light-dark(#8b8981, #7a7870); --accent: light-dark(#2147c7, #93aeff); --on-accent: light-dark(#fff, #0b1128);
  --hover: light-dark(#193aa8, #abc1ff); --danger: light-dark(#b3261e, #f59a92);
  --warning: light-dark(#855200, #e7b864); --warning-soft: light-dark(#fcf3de, #2f2511); }
* { box-sizing: border-box; margin: 0; }
body { min-height: 100dvh; display: flex; flex-direction: column; background: var(--background); color: var(--foreground);
  font: 1rem/1.5 "Inter", ui-sans-serif, system-ui, sans-serif; }
.banner { padding: .625rem 1.25rem; background: var(--warning-soft); color: var(--warning); border-bottom: 1px solid var(--border);
  text-align: center; font-size: .875rem; line-height: 1.375rem; }
main { width: 100%; max-width: 26rem; margin: 0 auto; padding: 2rem 1.25rem; overflow-wrap: anywhere; }
.mark { display: flex; align-items: center; gap: .625rem; font-weight: 500; font-size: .875rem; }
.mark svg { width: 1.75rem; height: 1.75rem; }
h1 { margin-top: 1.5rem; font-size: 1.75rem; line-height: 2.125rem; font-weight: 600; letter-spacing: -.025em; text-wrap: balance; }
.lead { margin-top: .75rem; color: var(--muted); }
.lead + p { margin-top: .75rem; }
label { display: block; margin-top: 1.25rem; font-size: .875rem; font-weight: 500; }
input:not([type=checkbox]) { width: 100%; height: 2.75rem; margin-top: .375rem; padding: 0 .75rem; font: inherit; color: inherit;
  background: var(--surface); border: 1px solid var(--control); border-radius: 8px; }
input[aria-invalid] { border-color: var(--danger); }
.check { display: flex; align-items: center; gap: .625rem; min-height: 2.75rem; margin-top: .5rem; font-weight: 400; font-size: 1rem; }
.check input { width: 1.125rem; height: 1.125rem; accent-color: var(--accent); }
.note, .problem { margin-top: .375rem; font-size: .875rem; line-height: 1.375rem; color: var(--muted); }
.problem { color: var(--danger); }
button { display: block; width: 100%; height: 2.75rem; margin-top: .75rem; font: inherit; font-weight: 500; color: var(--foreground);
  background: var(--surface); border: 1px solid var(--control); border-radius: 8px; cursor: pointer; }
button:hover { background: var(--subtle); }
button.primary { margin-top: 1rem; color: var(--on-accent); background: var(--accent); border-color: transparent; }
button.primary:hover { background: var(--hover); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
dl { margin-top: 1rem; border-top: 1px solid var(--border); }
dt { margin-top: .75rem; font-size: .875rem; color: var(--muted); }
code { font: .875rem/1.375rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
small { color: var(--muted); }
@media (min-width: 40rem) { main { margin: auto; padding: 2rem; background: var(--surface); border: 1px solid var(--border); border-radius: 12px; } }
`;
