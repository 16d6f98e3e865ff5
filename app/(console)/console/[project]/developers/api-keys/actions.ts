"use server";

import { z } from "zod";
import {
  allowedIp,
  deleteApiKey,
  issueApiKey,
  keyDialects,
  rotateApiKey,
  scopes,
  updateApiKey,
} from "@/lib/access";
import { idOf } from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { addSeconds, day } from "@/lib/time";
import { getText } from "../../../../_text/get-text";
import { refusalText } from "../../../../_text/refusal-text";
import type { Translator } from "../../../../_text/translator";
import { projectAction, projectConfirmed } from "../../_parts/project-action";

const daysOf = { none: null, d30: 30, d90: 90, d365: 365 };

const name = z.string().trim().min(1).max(60);
/** One per line, or separated by commas. */
const allowedIps = z
  .string()
  .max(2000)
  .default("")
  .transform((given) => given.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(allowedIp).max(50));

const NewKey = (t: Translator) =>
  z.object({
    name,
    scopes: z.array(z.enum(scopes)).min(1, t("apiKeys.noScope")),
    expiration: z.enum(["none", "d30", "d90", "d365"]),
    dialect: z.enum(["none", ...keyDialects]),
    allowedIps,
  });
const OneKey = z.object({ key: idOf("key") });
const maxOverlapSeconds = 30 * day;

/** Returns the secret, the only time it can be seen. */
export const createKey = projectAction(
  "keys.write",
  NewKey,
  async ({ ctx }, { expiration, dialect, ...key }) => {
    const days = daysOf[expiration];
    const expiresAt = days === null ? null : addSeconds(new Date(), days * day);
    const issued = await issueApiKey(ctx, {
      ...key,
      dialect: dialect === "none" ? null : dialect,
      expiresAt,
    });
    return mapOk(issued, ({ secret }) => secret);
  },
);

export const editKey = projectAction(
  "keys.write",
  OneKey.extend({ name, allowedIps }),
  async ({ ctx }, { key, ...change }) =>
    mapOk(await updateApiKey(ctx, { apiKeyId: key, ...change }), () => true as const),
);

export const rotateKey = projectAction(
  "keys.write",
  OneKey.extend({ overlap: z.coerce.number().int().min(0).max(maxOverlapSeconds) }),
  async ({ ctx }, { key, overlap }) => {
    const rotated = await rotateApiKey(ctx, { apiKeyId: key, overlapSeconds: overlap });
    return mapOk(rotated, ({ secret }) => secret);
  },
);

export const revokeKey = projectConfirmed("keys.write", OneKey, async ({ ctx }, { key }) => {
  const t = await getText();
  const deleted = await deleteApiKey(ctx, key);
  return deleted.ok ? undefined : refusalText("apiKeys", deleted.refusal, t);
});
