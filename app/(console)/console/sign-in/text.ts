import type { Refusal } from "@/lib/result";

export const text = {
  title: "Sign in to the console",
  intro: "Enter your email address and we’ll send you a sign-in code.",
  companyIntro: "Use your company’s sign-in, or enter your email address and we’ll send you a code.",
  continueWith: (company: string) => `Continue with ${company}`,
  or: "or",
  email: "Email",
  sendCode: "Send code",
  inboxOnly: "Email isn’t set up yet",
  inboxOnlyText:
    "Codes go to the built-in inbox, which you can read only in the console. To get a sign-in link, run:",
  inboxOnlyCommand: "npm run console-link",
  codeTitle: "Enter your code",
  sentTo: (recipient: string) => `If ${recipient} has access to the console, we’ve sent a code to it.`,
  code: "Code",
  submit: "Sign in",
  resend: "Resend code",
  resendIn: "You can resend the code in",
  resent: "We sent the same code again.",
  startOver: "Use a different address",
  linkTitle: "Sign in to the console",
  linkText: "This link signs you in once, in this browser.",
  linkButton: "Sign in",
  linkMissing: "This link is incomplete. Copy the whole link, including the part after the #.",
  invitationTitle: "Join the team",
  invitationText: "You’ve been invited to the console. Accepting signs you in, in this browser.",
  invitationButton: "Accept invitation",
  linkOther: "Sign in with a code instead",
};

/** The error text for a failed sign-in. The same for known and unknown addresses, so that it can't reveal who has access. */
export function refusalText({ code }: Refusal): string {
  return refusalTexts[code] ?? "Sign-in failed. Try again.";
}

const signInUnfinished = "Your company’s sign-in didn’t finish. Try again, or sign in another way.";

/** By a refusal's code. Those in capitals are next-auth's. */
const refusalTexts: Record<string, string> = {
  email_invalid: "Enter a valid email address, like name@example.com.",
  send_limit_reached: "Too many codes. Try again later, or run: npm run console-link",
  channel_not_configured: "No provider can send email yet. To get a sign-in link, run: npm run console-link",
  code_mismatch: "That code isn’t right. Check it, or resend the code.",
  attempts_exhausted: "Too many wrong codes. Request a new one.",
  verification_expired: "The code has expired. Request a new one.",
  verification_canceled: "You requested a newer code. Use the one in the latest message.",
  already_verified: "This code has already been used. Request a new one.",
  verification_not_found: "We can’t find this sign-in. Request a new code.",
  verification_not_pending: "This sign-in has ended. Request a new code.",
  guess_budget_exhausted: "Too many wrong codes. Try again in a day, or run: npm run console-link",
  resend_too_soon: "You just requested a code. Wait a moment, then try again.",
  sends_exhausted: "You’ve reached the message limit for this sign-in. Start over with your email address.",
  link_invalid: "This link has expired or was already used. To get a new one, run: npm run console-link",
  invitation_invalid:
    "This invitation has expired, was revoked or was already accepted. If you accepted it, sign in with a code. Otherwise ask for a new one.",
  company_sign_in_required: "Use your company’s sign-in for this address.",
  company_issuer_differs:
    "Your company’s sign-in isn’t set up correctly. Ask whoever runs this server to run: npm run doctor",
  company_email_unverified:
    "Your company’s sign-in didn’t confirm your email address. Ask whoever manages your account there.",
  company_domain_refused:
    "Email addresses like yours can’t use the company’s sign-in here. Sign in with a code, or ask an owner of your team.",
  company_account_differs:
    "Your email address is linked to another account. Ask an owner of your team to unlink it under Settings, Team.",
  operator_unknown:
    "You don’t have access to this console. Ask an owner of the team you’re joining to invite you, then try again.",
  OAuthSignin: "We couldn’t reach your company’s sign-in. Try again in a moment, or sign in another way.",
  OAuthCallback: signInUnfinished,
  Callback: signInUnfinished,
  unavailable: "We couldn’t sign you in because of a server error. Try again in a moment.",
};
