import type { Refusal } from "@/lib/result";

export const text = {
  title: "Sign in to the console",
  intro: "Operators sign in with a code that we send to their address.",
  email: "Email",
  sendCode: "Send me a code",
  inboxOnly: "No mail provider yet",
  inboxOnlyText:
    "Codes would land in the built-in inbox, which you need the console to read. For a sign-in link, run:",
  inboxOnlyCommand: "npm run console-link",
  codeTitle: "Enter your code",
  sentTo: (recipient: string) => `If ${recipient} belongs to an operator, a code is on its way there.`,
  code: "Code",
  answer: "Sign in",
  resend: "Send it again",
  resendIn: "Send it again in",
  resent: "Sent again. It is the same code.",
  startOver: "Use another address",
  linkTitle: "Sign in to the console",
  linkText: "This link signs you in once, in this browser.",
  linkButton: "Sign in",
  linkMissing: "This address carries no sign-in token. Copy the whole link, with everything after the #.",
  linkOther: "Sign in with a code instead",
};

/** What a refusal means to somebody who is signing in. Known and unknown addresses read the same sentences. */
export function refusalText({ code }: Refusal): string {
  return sentences[code] ?? "Signing in did not work. Try again.";
}

const sentences: Record<string, string> = {
  email_invalid: "This is not an email address that can receive mail.",
  send_limit_reached: "Too many codes were sent. Wait a while, or use npm run console-link.",
  channel_not_configured: "No provider carries mail yet. For a sign-in link, run: npm run console-link",
  code_mismatch: "That is not the code. Look again, or send it again.",
  attempts_exhausted: "Too many wrong codes. Ask for a new one.",
  verification_expired: "The code has expired. Ask for a new one.",
  verification_canceled: "A newer code was asked for. Use the one in the newest message.",
  already_verified: "This code was used already. Ask for a new one.",
  verification_not_found: "This sign-in is no longer known here. Ask for a new code.",
  verification_not_pending: "This sign-in has ended. Ask for a new code.",
  guess_budget_exhausted: "Too many wrong codes for this address. Wait a day, or use npm run console-link.",
  resend_too_soon: "Wait a moment before sending it again.",
  sends_exhausted: "No more messages for this sign-in. Start over.",
  link_invalid: "This link was used already, or has ended. For another, run: npm run console-link",
  unavailable: "The service cannot answer now. Try again in a moment.",
};
