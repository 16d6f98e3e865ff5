import type { Refusal } from "@/lib/result";

export const text = {
  title: "Second step",
  intro: "Confirm that it’s you.",
  confirmTitle: "Confirm that it’s you",
  confirmText: "It’s been a while since you used your second factor. Use it again to continue.",
  usePasskey: "Use a passkey",
  or: "or",
  code: "Code",
  codeHintTotp: "The 6 digits from your authenticator app, or a recovery code.",
  codeHintRecovery: "One of your recovery codes.",
  recoveryCode: "Recovery code",
  submit: "Confirm",
  signOut: "Sign in as someone else",
  lost: "Lost your second factor and your recovery codes? Ask whoever runs this server for a recovery link.",
  passkeyFailed: "The browser couldn’t use a passkey. Try again, or use a code.",
  setUpTitle: "Set up a second factor",
  setUpIntro: "This project requires one. You’ll use it when you sign in and before sensitive changes.",
  continue: "Continue to the console",
};

export function refusalText({ code }: Refusal): string {
  return refusalTexts[code] ?? "Something went wrong. Try again.";
}

const refusalTexts: Record<string, string> = {
  second_factor_wrong: "That code isn’t right. Check it, and that your device’s clock is correct.",
  code_used: "That code has already been used. Wait for the next one.",
  too_many_guesses: "Too many wrong codes. Use a passkey or a recovery code, or try again in a day.",
  passkey_invalid: "That passkey wasn’t accepted. Try again.",
  passkey_not_created: "The browser couldn’t create a passkey. You may already have one on this device.",
  passkey_taken: "This passkey is already in use.",
  totp_taken: "You already have an authenticator app. Remove it first.",
};
