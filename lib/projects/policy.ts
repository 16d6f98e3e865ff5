import { z } from "zod";
import { type Channel, channels, type Policy, phoneChannels } from "@/drizzle/schema";
import { day, hour, minute } from "@/lib/time";

export {
  type Channel,
  type ChannelFallback,
  channels,
  type Policy,
  phoneChannels,
  type SendLimit,
} from "@/drizzle/schema";

/** The longest lifetime of codes sent to phones, whatever a project sets (docs/security.md #2). */
const longestByPhone = 10 * minute;

const seconds = (least: number, most: number) => z.int().min(least).max(most);

const sendLimit = z.strictObject({
  by: z.enum(["recipient", "userRecipient", "network", "project"]),
  max: z.int().min(1).max(10_000),
  windowSeconds: seconds(1, day),
});

const guessBudget = z.strictObject({
  by: z.enum(["recipient", "user"]),
  wrong: z.int().min(1).max(100),
  windowSeconds: seconds(minute, day),
  lockSeconds: seconds(1, day).nullable().default(null),
});

const fallback = z.strictObject({
  channel: z.enum(phoneChannels),
  afterSeconds: seconds(10, 5 * minute)
    .nullable()
    .default(null),
});

/** What a project can set, with bounds. Omitted members have the default. */
export const policyOverrides = z
  .strictObject({
    /** 6 digits = 10⁶ ≈ 20 bits, the minimum for every policy (docs/security.md #1). */
    codeLength: z.int().min(6).max(10),
    maxAttempts: z.int().min(1).max(10),
    lifetimeSeconds: seconds(minute, day),
    resend: z.enum(["same", "rotate"]),
    cooldownSeconds: seconds(0, 10 * minute),
    maxSends: z.int().min(1).max(20),
    sendLimits: z.array(sendLimit).max(6),
    guessBudgets: z.array(guessBudget).min(1).max(2),
    replaySeconds: seconds(0, minute),
    recipients: z.enum(["any", "known"]),
    answerAfter: z.enum(["commit", "provider"]),
    fallbacks: z.array(fallback).max(2),
  })
  .partial();
export type PolicyOverrides = z.infer<typeof policyOverrides>;

export const policies = z.record(
  z.string().regex(/^[a-z][a-z0-9_.-]{0,31}$/, "a purpose is 1 to 32 of a-z, 0-9, _, . and -"),
  z
    .strictObject({
      // The other channels reach phone numbers only.
      email: policyOverrides.omit({ fallbacks: true }).optional(),
      sms: policyOverrides.optional(),
      voice: policyOverrides.optional(),
      whatsapp: policyOverrides.optional(),
    })
    .superRefine((byChannel, context) => {
      for (const channel of phoneChannels) {
        const order = [channel, ...(byChannel[channel]?.fallbacks ?? []).map((one) => one.channel)];
        const repeated = order.findIndex((one, at) => order.indexOf(one) < at);
        if (repeated < 0) continue;
        const path = [channel, "fallbacks", repeated - 1, "channel"];
        context.addIssue({ code: "custom", path, message: "each channel once" });
      }
    }),
);
export type Policies = z.infer<typeof policies>;

const defaults: Policy = {
  codeLength: 6,
  // 5 of 10⁶: one guess in 200 000 succeeds (docs/security.md #6).
  maxAttempts: 5,
  lifetimeSeconds: 10 * minute,
  codeLifetimeSeconds: 10 * minute,
  resend: "same",
  cooldownSeconds: 30,
  maxSends: 5,
  sendLimits: [
    { by: "recipient", max: 10, windowSeconds: hour },
    { by: "network", max: 60, windowSeconds: hour },
  ],
  guessBudgets: [{ by: "recipient", wrong: 20, windowSeconds: day, lockSeconds: null }],
  replaySeconds: 10,
  recipients: "any",
  identifiers: "strict",
  match: "normalized",
  whenNoProvider: "refuse",
  earlierTokens: "void",
  again: "supersede",
  whenTaken: "atBinding",
  bind: "add",
  takesPrimary: "whenNone",
  deliver: "send",
  answerAfter: "commit",
  fallbacks: [],
  offers: "both",
  returnResult: "full",
};

/** Purposes that every project has. A project adds others by giving them a policy. */
export const builtInPurposes = ["confirm", "authenticate"] as const;

/**
 * The policy of a purpose on a channel: the defaults with the project's settings applied.
 * Null if the project has no such purpose.
 */
export function resolvePolicy(overrides: Policies, purpose: string, channel: Channel): Policy | null {
  const own = Object.hasOwn(overrides, purpose) ? overrides[purpose] : undefined;
  if (!own && !builtInPurposes.some((name) => name === purpose)) return null;
  return onOneClock({ ...defaults, ...own?.[channel] }, channel);
}

/** A dialect's policy: its name (`transmit.otp`) and its differences from our defaults. */
export interface NamedPolicy {
  name: string;
  differences: Partial<Policy>;
}

/** A dialect's policy on a channel. The project's settings under its name take precedence. */
export function resolveNamedPolicy(overrides: Policies, named: NamedPolicy, channel: Channel): Policy {
  const own = Object.hasOwn(overrides, named.name) ? overrides[named.name] : undefined;
  const policy = { ...defaults, ...named.differences, ...own?.[channel] };
  return named.differences.codeLifetimeSeconds === undefined
    ? onOneClock(policy, channel)
    : {
        ...policy,
        codeLifetimeSeconds: Math.min(
          policy.lifetimeSeconds,
          withinPhoneLimit(policy.codeLifetimeSeconds, channel),
        ),
      };
}

/** The verification expires together with its code. */
function onOneClock(policy: Policy, channel: Channel): Policy {
  const lifetime = withinPhoneLimit(policy.lifetimeSeconds, channel);
  return { ...policy, lifetimeSeconds: lifetime, codeLifetimeSeconds: lifetime };
}

function withinPhoneLimit(codeSeconds: number, channel: Channel): number {
  return channel !== "email" ? Math.min(codeSeconds, longestByPhone) : codeSeconds;
}

/** The public part of a policy: the settings a project can change, and the resulting lifetime of a code. */
export type ShownPolicy = Required<PolicyOverrides> & Pick<Policy, "codeLifetimeSeconds">;

/** The complete policy of every purpose of the project, on each channel. */
export function effectivePolicies(overrides: Policies): Record<string, Record<Channel, ShownPolicy>> {
  const purposes = new Set([...builtInPurposes, ...Object.keys(overrides)]);
  const on = (purpose: string, channel: Channel): ShownPolicy => {
    const policy = resolvePolicy(overrides, purpose, channel)!;
    const fields = Object.keys(policy).filter(
      (name) => name in policyOverrides.shape || name === "codeLifetimeSeconds",
    );
    return Object.fromEntries(
      fields.map((name) => [name, policy[name as keyof Policy]]),
    ) as unknown as ShownPolicy;
  };
  return Object.fromEntries(
    [...purposes].map((purpose) => [
      purpose,
      Object.fromEntries(channels.map((channel) => [channel, on(purpose, channel)])) as Record<
        Channel,
        ShownPolicy
      >,
    ]),
  );
}
