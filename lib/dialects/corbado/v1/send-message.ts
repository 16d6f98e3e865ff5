import type { Ctx } from "@/lib/access";
import { allowedReturnUrl } from "@/lib/projects";
import { ok } from "@/lib/result";
import { deleteUser, findOrCreateHolder, findUser, parseIdentifier } from "@/lib/users";
import { list, start } from "@/lib/verification";
import { toStartError, userDisabled } from "../challenges/challenge-errors";
import { formatVerificationId } from "../ids";
import { doesNotExist } from "../parsing/rules";
import { messagePolicy } from "../policies";
import { valueRefused } from "../refusals";
import { isDisabled } from "../resources/user";
import { type Kind, kinds } from "./kinds";
import type { MessageContext } from "./message-context";
import { templateOf } from "./template";

export interface SendMessage {
  /** The address or number. */
  to: string;
  create: boolean;
  userFullName?: string;
  /** One of the project's templates. Without one of this name, the project's own message is sent. */
  templateName?: string;
  /** In seconds. */
  tokenLifetime?: number;
  additionalPayload?: string;
  purpose?: "authentication" | "confirmation" | "invitation";
  redirect?: string;
}

/**
 * Sends a link or code to the user who has the address. If no user has it, `create` creates one with the address
 * unverified, unless the message is refused. Returns the vendor's id of the message.
 */
export async function sendMessage(ctx: Ctx, kind: Kind, message: SendMessage) {
  const { prefix, policy, offers, recipientField: field } = kinds[kind];
  const { to, create, redirect, additionalPayload, purpose = "authentication" } = message;
  if (redirect !== undefined && !isAllowedRedirect(ctx, redirect)) {
    return valueRefused([{ field: "redirect", message: "is not among the project's allowed return URLs" }], {
      details: "Add the URL to the project's return URLs, or send one of them.",
    });
  }
  const recipient = field === "email" ? { email: to } : { phone: to };
  const identifier = parseIdentifier(recipient);
  if (!identifier.ok) return toStartError(identifier.refusal, field);
  const wanted = { identifier: identifier.value, name: message.userFullName || null };
  const known = await findOrCreateHolder(ctx, { ...wanted, create: false });
  const holder = known.ok || !create ? known : await findOrCreateHolder(ctx, { ...wanted, create });
  const user = holder.ok ? await findUser(ctx, holder.value) : holder;
  if (!holder.ok || !user.ok) return valueRefused([{ field, message: doesNotExist }]);
  if (isDisabled(user.value)) return userDisabled(field);

  const lifetimeSeconds =
    message.tokenLifetime ?? ctx.project.settings.dialects.corbado.challengeLifetimeSeconds;
  const started = await start(ctx, {
    identifier: recipient,
    policy: messagePolicy(policy, { lifetimeSeconds, offers }),
    purpose: purpose === "authentication" ? "authenticate" : "confirm",
    userId: holder.value,
    linkTemplate: redirect && linkTemplateOf(redirect),
    message: templateOf(ctx, kind, message.templateName),
    wireContext: { to, additionalPayload, purpose } satisfies MessageContext,
  });
  if (!started.ok) {
    if (!known.ok) await deleteUnused(ctx, holder.value);
    return toStartError(started.refusal, field);
  }
  return ok(formatVerificationId(prefix, started.value.verification.id));
}

/** Deletes the user created for a message that was refused, unless a parallel call has sent that user another. */
async function deleteUnused(ctx: Ctx, userId: string): Promise<void> {
  const [verification] = await list(ctx, { userId, limit: 1 });
  if (!verification) await deleteUser(ctx, userId);
}

/** Any URL, because the backend chooses it. Once the project lists return URLs, it must be one of them. */
function isAllowedRedirect(ctx: Ctx, redirect: string): boolean {
  const { returnUrls } = ctx.project.settings;
  return returnUrls.length === 0 || allowedReturnUrl(returnUrls, redirect) !== null;
}

/** The redirect with the link's two parameters. Its braces are encoded, so that they are not read as slots. */
function linkTemplateOf(redirect: string): string {
  const url = new URL(redirect);
  const { hash } = url;
  url.hash = "";
  const base = encodeBraces(url.href);
  const separator = url.search ? "&" : "?";
  return `${base}${separator}corbadoEmailLinkID=eml-{number}&corbadoToken={token}${encodeBraces(hash)}`;
}

const encodeBraces = (text: string) => text.replaceAll("{", "%7B").replaceAll("}", "%7D");
