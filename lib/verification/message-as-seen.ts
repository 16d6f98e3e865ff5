import type { Ctx } from "@/lib/access";
import { type DeliveryRecord, renderMessage, textOf } from "@/lib/delivery";
import { challengeOfSending, type InboxMessage, isAddressedAsNow } from "./read-inbox";
import type { LoadedVerification } from "./verification";

const dots = "••••••";

/**
 * A message as its recipient saw it, with dots for the code and a link that leads nowhere, so that everybody who may read the
 * verification may read it. Null: nobody saw it, or it can no longer be rendered.
 */
export async function messageAsSeen(
  ctx: Pick<Ctx, "project">,
  v: LoadedVerification,
  delivery: DeliveryRecord,
): Promise<InboxMessage | null> {
  if (v.isDecoy || v.policy.deliver === "return" || !isAddressedAsNow(delivery, v)) return null;
  const secret = challengeOfSending(delivery, v);
  const hide = (text: string | null) =>
    text &&
    [secret.linkToken, secret.code].reduce<string>(
      (shown, one) => (one ? shown.replaceAll(one, dots) : shown),
      text,
    );
  const challenge = {
    ...secret,
    code: hide(secret.code),
    linkToken: hide(secret.linkToken),
    linkUrl: hide(secret.linkUrl),
  };
  const message = await renderMessage(delivery, ctx.project, challenge);
  const { id, verificationId, channel, recipient: to, createdAt } = delivery;
  const [subject, html] = message.channel === "email" ? [message.subject, message.html] : [null, null];
  return {
    id,
    verificationId,
    channel,
    to,
    subject,
    text: textOf(message),
    html,
    code: null,
    link: null,
    createdAt,
  };
}
