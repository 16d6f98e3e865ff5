"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { action, confirmed } from "@/app/_forms/action";
import { deleteApiKey, issueApiKey, rotateApiKey, scopes } from "@/lib/access";
import { mapOk } from "@/lib/result";
import { addSeconds, day } from "@/lib/time";
import { requireRole } from "../../../../_session/session";
import { idField, projectField } from "../../_parts/fields";
import { sentenceFor } from "./words";

const daysOf = { none: null, d30: 30, d90: 90, d365: 365 };

const NewKey = z.object({
  project: projectField,
  name: z.string().trim().min(1).max(60),
  scopes: z.array(z.enum(scopes)).min(1, "Choose at least one."),
  end: z.enum(["none", "d30", "d90", "d365"]),
});

/** Answers the secret: the only time that anybody sees it. */
export const createKey = action(NewKey, async ({ project, end, ...key }) => {
  const { ctx } = await requireRole(project, "keys.write");
  const days = daysOf[end];
  const expiresAt = days === null ? null : addSeconds(new Date(), days * day);
  const issued = await issueApiKey(ctx, { ...key, expiresAt });
  refresh();
  return mapOk(issued, ({ secret }) => secret);
});

const OneKey = { project: projectField, key: idField("key") };

export const rotateKey = action(
  z.object({
    ...OneKey,
    overlap: z.coerce
      .number()
      .int()
      .min(0)
      .max(30 * day),
  }),
  async ({ project, key, overlap }) => {
    const { ctx } = await requireRole(project, "keys.write");
    const rotated = await rotateApiKey(ctx, { apiKeyId: key, overlapSeconds: overlap });
    refresh();
    return mapOk(rotated, ({ secret }) => secret);
  },
);

export const revokeKey = confirmed(z.object(OneKey), async ({ project, key }) => {
  const { ctx } = await requireRole(project, "keys.write");
  const deleted = await deleteApiKey(ctx, key);
  refresh();
  return deleted.ok ? undefined : sentenceFor(deleted.refusal);
});
