import { z } from "zod";
import { type Channel, type Policies, type Policy, policies, resolvePolicy } from "@/lib/projects";
import { minute } from "@/lib/time";

/** The bounds stand in the policy itself: the form is drawn and checked by them. */
const { shape } = policies.valueType.shape.email.unwrap();
const rules = {
  codeLength: shape.codeLength.unwrap(),
  maxAttempts: shape.maxAttempts.unwrap(),
  maxSends: shape.maxSends.unwrap(),
  cooldownSeconds: shape.cooldownSeconds.unwrap(),
  lifetimeSeconds: shape.lifetimeSeconds.unwrap(),
};

const number = (least: number, most: number) => {
  const said = `A whole number from ${least} to ${most}.`;
  return z
    .string()
    .regex(/^\d{1,6}$/, said)
    .transform(Number)
    .pipe(z.int().min(least, said).max(most, said));
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

const policyField = (name: PolicyField) => number(bounds[name].least, bounds[name].most);

/** The common knobs as a form sends them. */
export const PolicyFields = z.object({
  codeLength: policyField("codeLength"),
  maxAttempts: policyField("maxAttempts"),
  maxSends: policyField("maxSends"),
  cooldownSeconds: policyField("cooldownSeconds"),
  lifetimeMinutes: policyField("lifetimeMinutes"),
  resend: z.enum(["same", "rotate"]),
  recipients: z.enum(["any", "known"]),
});

/** The project's policies with these knobs turned. What equals the default is not kept, so that it follows the default. */
export function withPolicyFields(
  all: Policies,
  purpose: string,
  channel: Channel,
  { lifetimeMinutes, ...fields }: z.infer<typeof PolicyFields>,
): Policies {
  const standard: Policy = resolvePolicy({}, "confirm", channel)!;
  const asked = { ...fields, lifetimeSeconds: lifetimeMinutes * minute };
  const kept = { ...all[purpose]?.[channel] };
  for (const [name, value] of Object.entries(asked)) {
    if (value === standard[name as keyof Policy]) delete kept[name as keyof typeof kept];
    else Object.assign(kept, { [name]: value });
  }
  return { ...all, [purpose]: { ...all[purpose], [channel]: kept } };
}
