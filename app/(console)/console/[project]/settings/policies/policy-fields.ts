import { z } from "zod";
import {
  type Channel,
  type Policies,
  type Policy,
  type PolicyOverrides,
  phoneChannels,
  policies,
  resolvePolicy,
} from "@/lib/projects";
import { minute } from "@/lib/time";
import type { Translator } from "../../../../_text/translator";

/** The bounds come from the policy schema, for the form's hints and its validation. */
const { shape } = policies.valueType.shape.email.unwrap();
const rules = {
  codeLength: shape.codeLength.unwrap(),
  maxAttempts: shape.maxAttempts.unwrap(),
  maxSends: shape.maxSends.unwrap(),
  cooldownSeconds: shape.cooldownSeconds.unwrap(),
  lifetimeSeconds: shape.lifetimeSeconds.unwrap(),
};

const number = (least: number, most: number, t: Translator) => {
  const error = t("policies.outOfBounds", { least, most });
  return z
    .string()
    .regex(/^\d{1,6}$/, error)
    .transform(Number)
    .pipe(z.int().min(least, error).max(most, error));
};

const boundsOf = (rule: z.ZodInt, unit = 1) =>
  ({ least: Number(rule.minValue) / unit, most: Math.floor(Number(rule.maxValue) / unit) }) as const;

export const bounds = {
  codeLength: boundsOf(rules.codeLength),
  maxAttempts: boundsOf(rules.maxAttempts),
  maxSends: boundsOf(rules.maxSends),
  cooldownSeconds: boundsOf(rules.cooldownSeconds),
  lifetimeMinutes: boundsOf(rules.lifetimeSeconds, minute),
};
export type PolicyField = keyof typeof bounds;

const policyField = (name: PolicyField, t: Translator) => number(bounds[name].least, bounds[name].most, t);

/** The most common policy fields, as the form submits them. */
export const PolicyFields = (t: Translator) =>
  z.object({
    codeLength: policyField("codeLength", t),
    maxAttempts: policyField("maxAttempts", t),
    maxSends: policyField("maxSends", t),
    cooldownSeconds: policyField("cooldownSeconds", t),
    lifetimeMinutes: policyField("lifetimeMinutes", t),
    resend: z.enum(["same", "rotate"]),
    recipients: z.enum(["any", "known"]),
    answerAfter: z.enum(["commit", "provider"]),
    fallbackChannel: z.enum(phoneChannels).optional(),
    /** Omitted: on failure. */
    fallbackSeconds: z.coerce.number().int().min(10).max(300).optional(),
  });

/** Applies the form's fields to the policies. Default values aren't stored, so that they follow a changed default. */
export function withPolicyFields(
  all: Policies,
  purpose: string,
  channel: Channel,
  { lifetimeMinutes, fallbackChannel, fallbackSeconds, ...fields }: z.output<ReturnType<typeof PolicyFields>>,
): Policies {
  const defaults: Policy = resolvePolicy({}, "confirm", channel)!;
  const entered = { ...fields, lifetimeSeconds: lifetimeMinutes * minute };
  const stored: PolicyOverrides = { ...all[purpose]?.[channel] };
  for (const [name, value] of Object.entries(entered)) {
    if (value === defaults[name as keyof Policy]) delete stored[name as keyof typeof stored];
    else Object.assign(stored, { [name]: value });
  }
  if (channel !== "email") {
    // The form only edits the first one. Others, set through the API, are kept.
    const others = stored.fallbacks?.slice(1).filter((one) => one.channel !== fallbackChannel) ?? [];
    const first = fallbackChannel && { channel: fallbackChannel, afterSeconds: fallbackSeconds ?? null };
    if (first) stored.fallbacks = [first, ...others];
    else delete stored.fallbacks;
  }
  return { ...all, [purpose]: { ...all[purpose], [channel]: stored } };
}
