import { z } from "zod";
import { parseJson } from "@/lib/http";
import { ok, type Result, refuse } from "@/lib/result";
import { parseIdentifierLeniently } from "@/lib/users";
import { errors, type KratosError } from "../errors";
import { addressTraits, isDefaultSchema } from "./schema";

/** A refusal with the vendor's text. */
export interface IdentityRefusal {
  code: "identity_invalid";
  error: KratosError;
}

export const invalid = (error: KratosError) =>
  refuse({ code: "identity_invalid", error } as const satisfies IdentityRefusal);

const GivenAddress = z.looseObject({
  value: z.string().optional(),
  via: z.string().optional(),
  verified: z.boolean().optional(),
  verified_at: z.iso.datetime({ offset: true }).nullish(),
});

const json = z.unknown();

/** The members of an identity in a request. Unknown ones are refused, so that typos are noticed. */
const IdentityBody = z.strictObject({
  schema_id: z.string().default(""),
  traits: z.record(z.string(), json),
  state: z.enum(["active", "inactive", ""]).nullish(),
  verifiable_addresses: z.array(GivenAddress).nullish(),
  recovery_addresses: z.array(json).nullish(),
  metadata_public: json.nullish(),
  metadata_admin: json.nullish(),
  credentials: json.nullish(),
  external_id: z.string().max(255).nullish(),
  organization_id: z.string().max(255).nullish(),
});
export type IdentityBody = z.infer<typeof IdentityBody>;

/** Parses a JSON body. */
export function readJson(text: string): Result<unknown, IdentityRefusal> {
  if (text.trim() === "") return invalid(errors.undecodable("EOF"));
  const parsed = parseJson(text);
  if (parsed.ok) return parsed;
  const reason = parsed.refusal.code === "request_invalid" ? parsed.refusal.violations[0]!.message : "";
  return invalid(errors.undecodable(`invalid JSON: ${reason}`));
}

/** Parses an identity: its members, and its traits by their schema. */
export function readIdentity(document: unknown): Result<IdentityBody, IdentityRefusal> {
  const parsed = IdentityBody.safeParse(document);
  if (!parsed.success) return invalid(errors.undecodable(flawIn(parsed.error)));
  const { schema_id: schema, traits } = parsed.data;
  if (schema !== "" && !isDefaultSchema(schema)) {
    return invalid(errors.badRequest(`Unable to find JSON Schema ID: ${schema}`));
  }
  const flaw = flawOfTraits(traits);
  return flaw ? invalid(errors.badRequest(flaw)) : ok(parsed.data);
}

/** The error of the vendor's decoder. */
function flawIn({ issues }: z.ZodError): string {
  const issue = issues[0]!;
  if (issue.code === "unrecognized_keys") return `json: unknown field ${JSON.stringify(issue.keys[0])}`;
  const member = issue.path.join(".");
  return member === ""
    ? "json: expected an object"
    : `json: cannot unmarshal field ${member}: ${issue.message}`;
}

/** The first schema violation, with the text of the vendor's validator. */
function flawOfTraits(traits: Record<string, unknown>): string | null {
  for (const { name, type } of addressTraits) {
    const value = traits[name];
    if (value === undefined) continue;
    const at = `I[#/traits/${name}] S[#/properties/traits/properties/${name}`;
    if (typeof value !== "string") return `${at}/type] expected string, but got ${typeOf(value)}`;
    if ([...value].length > 320)
      return `${at}/maxLength] length must be <= 320, but got ${[...value].length}`;
    const form = type === "email" ? /^[^\s@]+@[^\s@]+$/ : /^\+[\d\s().-]{4,30}$/;
    const format = type === "email" ? "email" : "tel";
    if (!form.test(value))
      return `${at}/format] ${JSON.stringify(value)} is not valid ${JSON.stringify(format)}`;
  }
  return null;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** An address in a trait. */
export interface TraitAddress {
  via: "email" | "sms";
  type: "email" | "phone";
  given: { email: string } | { phone: string };
  normalized: string;
}

/** The addresses in traits. */
export function addressesIn(traits: Record<string, unknown>): TraitAddress[] {
  return addressTraits.flatMap(({ name, via, type }) => {
    const value = traits[name];
    if (typeof value !== "string") return [];
    const given = type === "email" ? { email: value } : { phone: value };
    const read = parseIdentifierLeniently(given);
    return read.ok ? [{ via, type, given, normalized: read.value.normalized }] : [];
  });
}

/** The body's entry for an address, if any. */
export function statedAddressOf({ verifiable_addresses }: IdentityBody, address: TraitAddress) {
  return verifiable_addresses?.find(({ value, via }) => {
    if (value === undefined || via !== address.via) return false;
    const read = parseIdentifierLeniently(address.type === "email" ? { email: value } : { phone: value });
    return read.ok && read.value.normalized === address.normalized;
  });
}
