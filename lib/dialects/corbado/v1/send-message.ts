import type { Ctx } from "@/lib/access";
import { allowedReturnUrl } from "@/lib/projects";
import { ok } from "@/lib/result";
import { findOrCreateHolder, parseIdentifier } from "@/lib/users";
import { start } from "@/lib/verification";
import { toStartError } from "../challenges/challenge-errors";
import { showVerification } from "../ids";
import { isMissing } from "../parsing/rules";
import { messagePolicy } from "../policies";
import { valueRefused } from "../refusals";
import { type Kind, kinds } from "./kinds";
import type { MessageContext } from "./message-context";

export interface SendMessage {
  /** The address or number. */
  to: string;
  create: boolean;
  userFullName?: string;
  tokenLifetime?: number;
  additionalPayload?: string;
  purpose?: "authentication" | "confirmation" | "invitation";
  redirect?: string;
}

/**
 * Sends a link or code to the user who has the address; where nobody has it, `create` makes a user with it, unverified.
 * Answers the vendor's id of it.
 */
export async function sendMessage(ctx: Ctx, kind: Kind, asked: SendMessage) {
  const { prefix, policy, offers, to: field } = kinds[kind];
  const { to, create, redirect, purpose = "authentication" } = asked;
  if (redirect !== undefined && !mayLeadTo(ctx, redirect)) {
    return valueRefused([{ field: "redirect", message: "must be a valid URL" }]);
  }
  const given = field === "email" ? { email: to } : { phone: to };
  const identifier = parseIdentifier(given);
  if (!identifier.ok) return toStartError(identifier.refusal, field);
  const holder = await findOrCreateHolder(ctx, {
    identifier: identifier.value,
    create,
    name: asked.userFullName || null,
  });
  if (!holder.ok) return valueRefused([{ field, message: isMissing }]);

  const lifetimeSeconds =
    asked.tokenLifetime ?? ctx.project.settings.dialects.corbado.challengeLifetimeSeconds;
  const kept: MessageContext = { to, additionalPayload: asked.additionalPayload, purpose };
  const started = await start(ctx, {
    identifier: given,
    policy: messagePolicy(policy, { lifetimeSeconds, offers }),
    purpose: purpose === "authentication" ? "authenticate" : "confirm",
    userId: holder.value,
    linkTemplate: redirect && linkTo(redirect),
    wireContext: kept,
  });
  if (!started.ok) return toStartError(started.refusal, field);
  return ok(showVerification(prefix, started.value.verification.id));
}

/** A backend may send people where it likes, unless its project lists where they may go. */
function mayLeadTo(ctx: Ctx, redirect: string): boolean {
  const { returnUrls } = ctx.project.settings;
  return returnUrls.length === 0 || allowedReturnUrl(returnUrls, redirect) !== null;
}

/** The redirect with the link's two parameters; slots of ours that it might contain are none. */
function linkTo(redirect: string): string {
  const url = new URL(redirect);
  const { hash } = url;
  url.hash = "";
  const bare = escaped(url.href);
  const joint = url.search ? "&" : "?";
  return `${bare}${joint}corbadoEmailLinkID=eml-{number}&corbadoToken={token}${escaped(hash)}`;
}

const escaped = (text: string) => text.replaceAll("{", "%7B").replaceAll("}", "%7D");
