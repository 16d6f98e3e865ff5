import type { VerificationFailure } from "@countersign/client/handler";

/** Every text of the components. Pass your own for another language. */
export interface VerificationTexts {
  email: string;
  phone: string;
  send: string;
  sentTo: (recipient: string) => string;
  code: string;
  confirm: string;
  resend: string;
  resendIn: (seconds: number) => string;
  change: string;
  verified: string;
  ended: string;
  again: string;
  /** What went wrong, and what to do. */
  failure: (failure: VerificationFailure) => string;
}

export const defaultTexts: VerificationTexts = {
  email: "Email address",
  phone: "Phone number",
  send: "Send code",
  sentTo: (recipient) => `We sent a code to ${recipient}.`,
  code: "Code",
  confirm: "Confirm",
  resend: "Send a new message",
  resendIn: (seconds) => `Send a new message in ${seconds} s`,
  change: "Change",
  verified: "Confirmed",
  ended: "This code can't be used any more.",
  again: "Start again",
  failure,
};

function failure({ code, attemptsLeft, retryAfterSeconds }: VerificationFailure): string {
  switch (code) {
    case "code_mismatch":
      if (attemptsLeft === undefined) return "This code is wrong.";
      return `This code is wrong. You have ${attemptsLeft} ${attemptsLeft === 1 ? "attempt" : "attempts"} left.`;
    case "email_invalid":
      return "Check the email address.";
    case "phone_invalid":
      return "Check the phone number. Begin with + and the country code.";
    case "country_not_allowed":
      return "Numbers from this country are not supported.";
    case "attempts_exhausted":
      return "You have no attempts left. Start again to get a new code.";
    case "verification_expired":
      return "The code has expired. Start again to get a new one.";
    default:
      return retryAfterSeconds
        ? `Too many tries. Try again in ${duration(retryAfterSeconds)}.`
        : "Something went wrong. Try again.";
  }
}

const duration = (seconds: number) =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
