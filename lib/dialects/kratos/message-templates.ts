import type { CustomMessage } from "@/lib/delivery";
import type { KratosSettings } from "@/lib/projects";
import type { Strategy } from "./policies";

/** The vendor's texts, with slots for the worker. The lifetime is the real one: ten minutes by SMS. */
const byCode = {
  subject: "Use code {otp} to verify your account",
  text: "Verify your account with the following code:\n\n{otp}\n\nor clicking the following link:\n\n{link}\n\nIf this was not you, do nothing. This code / link expires in {minutes} minutes.",
};

const byLink = {
  subject: "Please verify your email address",
  text: "Verify your account by opening the following link:\n\n{link}\n\nIf this was not you, do nothing. This link expires in {minutes} minutes.",
};

const unknownSubject = "Someone tried to verify this email address";
const unknownBody =
  "asked to verify this email address, but we were unable to find an account for this address.\n\nIf this was you, check if you signed up using a different address.\n\nIf this was not you, please ignore this email.";

const unknownRecipient = {
  code: { subject: unknownSubject, text: `Hi,\n\nsomeone ${unknownBody}` },
  link: { subject: unknownSubject, text: `Someone ${unknownBody}` },
};

/** The messages of a flow. The last line of an SMS binds its code to our host, so that browsers offer it only there. */
export function messageTemplates(strategy: Strategy, settings: KratosSettings, base: string): CustomMessage {
  return {
    email: strategy === "link" ? byLink : byCode,
    text: `Your verification code is: {otp}\n\nIf this was not you, do nothing. It expires in {minutes} minutes.\n\n@${new URL(base).hostname} #{otp}`,
    ...(settings.notifyUnknownRecipients && { unknownRecipient: unknownRecipient[strategy] }),
  };
}

/** The URL of the message's link. Parameters are sorted by name, as in the vendor's. */
export function linkTemplate(strategy: Strategy, base: string): string {
  const submit = `${base}/self-service/verification`;
  return strategy === "link" ? `${submit}?flow={id}&token={token}` : `${submit}?code={code}&flow={id}`;
}
