import { z } from "zod";
import { checkbox, secret } from "@/app/_forms/action";
import type { FormState } from "@/app/_forms/form-state";
import type { Refusal } from "@/lib/result";

/** The parts of a provider or connector kind that its form needs. */
interface Kind {
  jsonSchema: z.core.JSONSchema.JSONSchema;
  secretMembers: readonly string[];
}

/** One member of a kind's config, read from its JSON Schema: everything a form needs to render a control. */
export interface Member {
  name: string;
  title: string;
  description?: string;
  example?: string;
  type: "text" | "number" | "boolean" | "choice" | "long";
  choices: string[];
  isSecret: boolean;
  isRequired: boolean;
}

interface JsonMember {
  title?: string;
  description?: string;
  examples?: unknown[];
  type?: string;
  enum?: string[];
  maxLength?: number;
  writeOnly?: boolean;
}

/** A text that can be longer gets a multi-line control. */
const maxSingleLineLength = 2000;

export function membersOf({ jsonSchema, secretMembers }: Kind): Member[] {
  const required = new Set(jsonSchema.required);
  return Object.entries((jsonSchema.properties ?? {}) as Record<string, JsonMember>).map(
    ([name, member]) => ({
      name,
      title: member.title ?? name,
      description: member.description,
      example: member.examples?.map(String)[0],
      type: typeOf(member),
      choices: member.enum ?? [],
      isSecret: secretMembers.includes(name),
      isRequired: required.has(name),
    }),
  );
}

function typeOf(member: JsonMember): Member["type"] {
  if (member.enum) return "choice";
  if (member.type === "boolean") return "boolean";
  if (member.type === "integer" || member.type === "number") return "number";
  return (member.maxLength ?? 0) > maxSingleLineLength ? "long" : "text";
}

/** A member's field name in the form. The prefix avoids collisions with the form's own fields. */
export const fieldOf = (name: string) => `config.${name}`;

/** The checkbox that removes a stored secret. */
export const removalOf = (name: string) => `remove.${name}`;

/** The form schema for a kind's config. The kind's own schema validates the result. */
export function fieldsOf(members: readonly Member[]): Record<string, z.ZodType> {
  const values = members.map((member) => [fieldOf(member.name), fieldFor(member)]);
  const removals = members.filter(isRemovable).map(({ name }) => [removalOf(name), checkbox()]);
  return Object.fromEntries([...values, ...removals]);
}

export function isRemovable({ isSecret, isRequired }: Member): boolean {
  return isSecret && !isRequired;
}

function fieldFor({ type, isSecret }: Member): z.ZodType {
  const text = z.string().max(20_000).optional();
  if (type === "boolean") return checkbox();
  return isSecret ? secret(text) : text;
}

/**
 * Turns form values into a config. An empty secret is left out, which keeps the stored one, unless it is to be removed; any
 * other empty value becomes `null`, which removes it.
 */
export function configFrom(
  members: readonly Member[],
  entered: Record<string, unknown>,
): Record<string, unknown> {
  const entries = members.map(({ name, type, isSecret }): [string, unknown] => {
    const value = entered[fieldOf(name)];
    if (type === "boolean") return [name, value === true];
    if (value === undefined) return [name, isSecret && entered[removalOf(name)] !== true ? undefined : null];
    return [name, type === "number" ? Number(value) : value];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The config for a new provider or connector, which has no values to remove. */
export function withoutNull(config: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}

/** Assigns a config's violations to their fields: `/config/host` becomes `config.host`. */
export function withFieldErrors(state: FormState<true, Refusal>): FormState<true, Refusal> {
  const refusal = state.refusal as Refusal & { violations?: { pointer: string; message: string }[] };
  if (!refusal?.violations) return state;
  const violations = refusal.violations.map(({ pointer, message }) => [
    pointer.slice(1).replace("/", "."),
    message,
  ]);
  return { ...state, violations: Object.fromEntries(violations) };
}
