import { headers } from "next/headers";
import { type ChangeProfileRefusal, type Ctx, changeProfile, type Operator } from "@/lib/access";
import { sendNotice } from "@/lib/delivery";
import { env } from "@/lib/env";
import { endUserOf } from "@/lib/http";
import { log } from "@/lib/log";
import { ok, type Result, refuse } from "@/lib/result";
import { type CheckRefusal, checkCode, type StartRefusal, start } from "@/lib/verification";
import { getText } from "../_text/get-text";

const purpose = "confirm";

export interface SentAddressCode {
  verificationId: string;
  email: string;
}

/**
 * Sends a code to the address that an operator wants, in the reserved project. Without a proof, operators could take the address
 * of somebody who is invited, and so the role. Whether another operator has the address is only revealed after the proof.
 */
export async function sendAddressCode(
  ctx: Ctx,
  operatorId: string,
  email: string,
): Promise<Result<SentAddressCode, StartRefusal>> {
  // The browser's network counts against the limits.
  const endUser = endUserOf(new Headers(await headers()));
  const started = await start({ ...ctx, endUser }, { identifier: { email }, purpose, client: operatorId });
  return started.ok ? ok({ verificationId: started.value.verification.id, email }) : started;
}

/** Changes an operator's address with the code that was sent to it for this operator, and tells the previous address. */
export async function changeAddress(
  ctx: Ctx,
  operator: Operator,
  { verificationId, code }: { verificationId: string; code: string },
): Promise<Result<Operator | null, CheckRefusal | ChangeProfileRefusal>> {
  const expect = { purpose, client: operator.id } as const;
  const checked = await checkCode(ctx, { verificationId, code, expect });
  if (!checked.ok) return checked;
  const { identifierValue: email } = checked.value;
  if (!email) return refuse({ code: "verification_not_found" });
  const changed = await changeProfile(ctx, operator.id, { email });
  // Nobody waits for it: the address has changed, whether the mail arrives or not.
  if (changed.ok) void tellPreviousAddress(ctx, operator);
  return changed;
}

async function tellPreviousAddress({ project }: Ctx, { id, email }: Operator): Promise<void> {
  const t = await getText();
  const isSent = await sendNotice(project, {
    to: email,
    subject: t("mails.addressChanged.subject"),
    text: `${t("mails.addressChanged.text", { url: env.PUBLIC_URL })}\n`,
  });
  if (!isSent) log.warn("An operator's previous address could not be told of a change.", { operatorId: id });
}
