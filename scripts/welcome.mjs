import { bold, dim } from "./progress.mjs";

const recipient = "jane@example.com";

/** What to do next, printed once the product is served. Every member of `welcome` may be missing. */
export function welcomeText({ apiKey, consoleLink, inboxOnly, publicUrl, sandboxUrl }) {
  const isInboxShown = inboxOnly !== false;
  const blocks = [
    `  ${bold("Countersign is running")} at ${bold(publicUrl)} ${dim("(Ctrl-C stops it)")}`,
    [
      row("Console", consoleLink ?? `${publicUrl}/console`),
      note(
        consoleLink
          ? "signs you in once; for a new link, run npm run console-link"
          : "sign-in link: npm run console-link",
      ),
      row("API key", apiKey ?? "only shown on the first start"),
      note(
        apiKey ? "keep it: it is only shown once" : "create another in the console: Developers → API keys",
      ),
      ...(isInboxShown
        ? [
            row("Inbox", `${publicUrl}/console/messages`),
            note("all messages arrive here; also at GET /api/v1/inbox/messages"),
          ]
        : []),
      ...(sandboxUrl
        ? [
            row("Sandbox", sandboxUrl),
            note("to try out social sign-in, as anyone (SANDBOX_IDENTITY_PROVIDER=off turns it off)"),
          ]
        : []),
    ].join("\n"),
    ...(apiKey && isInboxShown ? [tryIt(publicUrl, apiKey)] : []),
  ];
  return `\n${blocks.join("\n\n")}\n`;
}

const row = (label, value) => `  ${label.padEnd(9)} ${value}`;
const note = (text) => dim(`            ${text}`);

/** Two commands for any shell with curl, sed and tr; jq is not needed. */
function tryIt(url, apiKey) {
  const authorization = `-H "Authorization: Bearer ${apiKey}"`;
  const json = '-H "Content-Type: application/json"';
  // The second lets curl read its target and body from a list of options (-K -) that sed makes out of the message.
  const options = `url=${url}/api/v1/verifications/\\1/attempts;data={"code":"\\2"}`;
  return [
    `  ${bold("Verify an address.")} This starts a verification and sends a message:`,
    "",
    `curl -sS -X POST ${url}/api/v1/verifications ${authorization} ${json} -d '{"email":"${recipient}"}'`,
    "",
    "  This answers it with the code from the inbox:",
    "",
    `sleep 1; curl -sS "${url}/api/v1/inbox/messages?to=${recipient}&limit=1" ${authorization} |`,
    `  sed -E 's|.*"verificationId":"([^"]+)".*"code":"([^"]+)".*|${options}|' | tr ';' '\\n' |`,
    `  curl -sS -K - ${authorization} ${json}`,
  ].join("\n");
}
