"use server";

import { z } from "zod";
import { isEmailInboxOnly } from "@/lib/delivery";
import { idOf, toInboxMessageResource, toProvenResource, toVerificationResource } from "@/lib/http/native";
import { toTypeId } from "@/lib/id";
import { mapOk, ok, type Refusal, type Result } from "@/lib/result";
import { checkCode, readInbox, start } from "@/lib/verification";
import { getText } from "../../../../_text/get-text";
import { checkCall, inboxCall, startCall } from "../../_parts/api-calls";
import { projectAction } from "../../_parts/project-action";
import { identifierInputOf } from "../../users/identifier-input";
import { exchangeOf, type StartedExchange } from "./exchange";

/** How long one inbox request waits for the message. */
const inboxWaitSeconds = 10;

export const startTry = projectAction(
  "verifications.start",
  z.object({ to: z.string().trim().max(254) }),
  async ({ ctx }, { to }): Promise<Result<StartedExchange, Refusal>> => {
    const t = await getText();
    const identifier = identifierInputOf(to);
    const started = await start(ctx, { identifier });
    const call = {
      title: t("tryIt.startTitle"),
      call: startCall({ ...identifier }),
      status: 201,
    };
    const exchange = await exchangeOf(
      call,
      ctx,
      mapOk(started, ({ verification }) => toVerificationResource(verification)),
    );
    if (!started.ok) return ok({ exchange, verification: null });
    const { id, channel, identifierValue } = started.value.verification;
    const isCaptured = channel === "sms" || (await isEmailInboxOnly(ctx.project.id));
    return ok({ exchange, verification: { id: toTypeId("ver", id), to: identifierValue ?? to, isCaptured } });
  },
);

/** Waits for the message in the inbox. Needs its own role check, because messages contain codes. */
export const readTry = projectAction(
  "messages.read",
  z.object({ verification: idOf("ver"), to: z.string().max(254) }),
  async ({ ctx }, { verification, to }) => {
    const t = await getText();
    const wait = { seconds: inboxWaitSeconds, signal: AbortSignal.timeout((inboxWaitSeconds + 1) * 1000) };
    const { messages } = await readInbox(ctx, { to, limit: 1, wait });
    const message = messages.find(({ verificationId }) => verificationId === verification);
    if (!message) return ok(null);
    const response = ok({ data: [toInboxMessageResource(message)], nextCursor: null });
    const call = { title: t("tryIt.inboxTitle"), call: inboxCall(to), status: 200 };
    return ok({ exchange: await exchangeOf(call, ctx, response), code: message.code });
  },
);

export const checkTry = projectAction(
  "verifications.start",
  z.object({ verification: idOf("ver"), code: z.string().max(64), wrong: z.string().optional() }),
  async ({ ctx }, { verification, code, wrong }) => {
    const t = await getText();
    const checked = await checkCode(ctx, { verificationId: verification, code });
    const id = toTypeId("ver", verification);
    const call = {
      title: wrong ? t("tryIt.checkWrongTitle") : t("tryIt.checkTitle"),
      call: checkCall(id, code),
      status: 200,
    };
    return ok({
      exchange: await exchangeOf(call, ctx, mapOk(checked, toProvenResource)),
      isVerified: checked.ok,
    });
  },
);
