"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { checkbox } from "@/app/_forms/action";
import { idOf } from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { day, hour } from "@/lib/time";
import {
  createEndpoint,
  deleteEndpoint,
  formatNames,
  replayMessage,
  replayMessages,
  rotateSecret,
  sendTest,
  signatures,
  updateEndpoint,
  webhookTypes,
} from "@/lib/webhooks";
import { getText } from "../../../../_text/get-text";
import { projectAction, projectConfirmed } from "../../_parts/project-action";
import { webhookRefusalText } from "./webhook-refusal-text";

const OneEndpoint = z.object({ endpoint: idOf("whe") });

const shape = {
  url: z
    .url({ protocol: /^https?$/, error: "Enter a URL such as https://shop.example.com/hooks." })
    .max(2000),
  description: z.string().trim().max(200).default(""),
  types: z.array(z.enum(webhookTypes)),
  payload: z.enum(["thin", "full"]),
};

/** None chosen: everything. */
const chosen = <T>(types: T[]) => (types.length === 0 ? null : types);

/** Returns the secret, the only time it can be seen. */
export const addEndpoint = projectAction(
  "credentials.write",
  z.object({ ...shape, signature: z.enum(signatures), format: z.enum(formatNames) }),
  async ({ ctx }, { types, ...given }) =>
    mapOk(await createEndpoint(ctx, { ...given, types: chosen(types) }), ({ secret }) => secret),
);

export const changeEndpoint = projectAction(
  "settings.write",
  OneEndpoint.extend(shape),
  async ({ ctx }, { endpoint, types, ...change }) =>
    mapOk(await updateEndpoint(ctx, endpoint, { ...change, types: chosen(types) }), () => true as const),
);

/** Returns the new secret, the only time it can be seen. */
export const rotateEndpoint = projectAction(
  "credentials.write",
  OneEndpoint.extend({
    overlap: z.coerce
      .number()
      .int()
      .min(0)
      .max(7 * day),
  }),
  async ({ ctx }, { endpoint, overlap }) =>
    mapOk(await rotateSecret(ctx, endpoint, overlap), ({ secret }) => secret),
);

export const switchEndpoint = projectConfirmed(
  "settings.write",
  OneEndpoint.extend({ enabled: z.stringbool() }),
  async ({ ctx }, { endpoint, enabled }) => {
    const t = await getText();
    const updated = await updateEndpoint(ctx, endpoint, { isEnabled: enabled });
    return updated.ok ? undefined : webhookRefusalText(updated.refusal, t);
  },
);

export const removeEndpoint = projectConfirmed(
  "credentials.write",
  OneEndpoint.extend({ project: z.string() }),
  async ({ ctx }, { endpoint, project }) => {
    const t = await getText();
    const deleted = await deleteEndpoint(ctx, endpoint);
    if (!deleted.ok) return webhookRefusalText(deleted.refusal, t);
    redirect(`/console/${project}/developers/webhooks` as Route);
  },
);

export const testEndpoint = projectConfirmed("settings.write", OneEndpoint, async ({ ctx }, { endpoint }) => {
  const t = await getText();
  const sent = await sendTest(ctx, endpoint);
  return sent.ok ? undefined : webhookRefusalText(sent.refusal, t);
});

export const replayOne = projectConfirmed(
  "settings.write",
  z.object({ message: idOf("msg") }),
  async ({ ctx }, { message }) => {
    const t = await getText();
    const replayed = await replayMessage(ctx, message);
    return replayed.ok ? undefined : webhookRefusalText(replayed.refusal, t);
  },
);

export const replayPeriod = projectAction(
  "settings.write",
  OneEndpoint.extend({ hours: z.coerce.number().int().min(1).max(720), onlyFailed: checkbox() }),
  async ({ ctx }, { endpoint, hours, onlyFailed }) => {
    const now = Date.now();
    const range = { from: new Date(now - hours * hour * 1000), to: new Date(now), isOnlyFailed: onlyFailed };
    return replayMessages(ctx, endpoint, range);
  },
);
