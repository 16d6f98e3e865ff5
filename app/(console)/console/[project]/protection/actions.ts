"use server";

import { z } from "zod";
import { pausePrefix, reopenPrefix, sealChallengeSecret } from "@/lib/protection";
import { ok, type Refusal, refuse } from "@/lib/result";
import { getText } from "../../../_text/get-text";
import { changeSettings } from "../_parts/change-settings";
import { projectAction, projectConfirmed } from "../_parts/project-action";
import { BotFields } from "./_settings/bots";
import { EmailFields } from "./_settings/emails";
import { LimitFields, withLimits } from "./_settings/limits";
import { PhoneFields, withPhones } from "./_settings/phones";
import { RuleFields } from "./_settings/rules";
import { TestFields, withTests } from "./_settings/tests";

export const saveLimits = projectAction("settings.write", LimitFields, async ({ ctx, project }, entered) => {
  await changeSettings(ctx, { protection: withLimits(project.settings.protection, entered) });
  return ok(true);
});

export const saveRules = projectAction("settings.write", RuleFields, async ({ ctx }, protection) => {
  await changeSettings(ctx, { protection });
  return ok(true);
});

export const savePhones = projectAction("settings.write", PhoneFields, async ({ ctx }, entered) => {
  await changeSettings(ctx, withPhones(entered));
  return ok(true);
});

export const saveEmails = projectAction("settings.write", EmailFields, async ({ ctx }, protection) => {
  await changeSettings(ctx, { protection });
  return ok(true);
});

export const saveBots = projectAction(
  "settings.write",
  BotFields,
  async ({ ctx, project }, { secret, siteKey = null, ...challenge }) => {
    const stored = project.settings.protection.challenge.sealedSecret;
    const sealedSecret = secret ? sealChallengeSecret(secret, project.id) : stored;
    const isComplete = challenge.kind === "proof_of_work" || (siteKey !== null && sealedSecret !== null);
    if (!isComplete) return refuse({ code: "vendor_incomplete" } as Refusal);
    await changeSettings(ctx, { protection: { challenge: { ...challenge, siteKey, sealedSecret } } });
    return ok(true);
  },
);

export const saveTests = projectAction("settings.write", TestFields, async ({ ctx }, entered) => {
  await changeSettings(ctx, { protection: withTests(entered) });
  return ok(true);
});

const PrefixFields = z.object({ prefix: z.string().trim().max(20) });

export const pause = projectConfirmed("settings.write", PrefixFields, async ({ ctx }, { prefix }) => {
  const t = await getText();
  const paused = await pausePrefix(ctx, prefix);
  if (!paused.ok)
    return paused.refusal.code === "prefix_invalid"
      ? t("protection.settings.prefixInvalid")
      : t("protection.settings.prefixUnchanged");
});

export const reopen = projectConfirmed("settings.write", PrefixFields, async ({ ctx }, { prefix }) => {
  const t = await getText();
  const reopened = await reopenPrefix(ctx, prefix);
  if (!reopened.ok) return t("protection.settings.prefixUnchanged");
});
