import { z } from "zod";
import { parseJson } from "@/lib/http";
import type { KratosSettings, MarkedTrait } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { type Identifier, parseIdentifierLeniently } from "@/lib/users";
import { errors, type KratosError } from "../errors";
import { compiledSchema, findSchema } from "./schemas";
import { describeViolations } from "./violations";

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

/** An identity in a request, with what its schema says about its traits. */
export interface ReadIdentity extends IdentityBody {
  addresses: TraitAddress[];
  passwordIdentifiers: string[];
}

/** Parses an identity: its members, and its traits by their schema. */
export function readIdentity(
  document: unknown,
  settings: KratosSettings,
): Result<ReadIdentity, IdentityRefusal> {
  const parsed = IdentityBody.safeParse(document);
  if (!parsed.success) return invalid(errors.undecodable(flawIn(parsed.error)));
  const { schema_id, traits } = parsed.data;
  const id = schema_id || settings.defaultSchemaId;
  const schema = findSchema(settings, id);
  if (!schema) return invalid(errors.badRequest(`Unable to find JSON Schema ID: ${id}`));
  const { violations, marked } = compiledSchema(schema)(traits);
  if (!violations) return invalid(errors.badRequest("It takes too long to validate the traits."));
  if (violations.length > 0) return invalid(errors.badRequest(describeViolations(violations)));
  const addresses = addressesIn(marked);
  if (!addresses.ok) return addresses;
  return ok({
    ...parsed.data,
    schema_id: schema.id,
    addresses: addresses.value,
    passwordIdentifiers: passwordIdentifiersIn(marked),
  });
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

/** An address in a trait. */
export interface TraitAddress {
  identifier: Identifier;
  isVerifiable: boolean;
  isRecovery: boolean;
}

/** The most addresses of an identity. */
const mostAddresses = 50;

/** The addresses that a schema marks, each once. */
function addressesIn(marked: readonly MarkedTrait[]): Result<TraitAddress[], IdentityRefusal> {
  const addresses: TraitAddress[] = [];
  for (const { value, verification, recovery } of marked) {
    for (const via of new Set([verification, recovery])) {
      if (!via) continue;
      const read = parseIdentifierLeniently(inputOf(via, value));
      if (!read.ok) return invalid(errors.badRequest(read.refusal.reason));
      const address = addresses.find(({ identifier }) => isSame(identifier, read.value));
      if (!address && addresses.length === mostAddresses)
        return invalid(errors.badRequest(`An identity can have at most ${mostAddresses} addresses.`));
      const [isVerifiable, isRecovery] = [verification === via, recovery === via];
      if (!address) addresses.push({ identifier: read.value, isVerifiable, isRecovery });
      else
        Object.assign(address, {
          isVerifiable: address.isVerifiable || isVerifiable,
          isRecovery: address.isRecovery || isRecovery,
        });
    }
  }
  return ok(addresses);
}

const inputOf = (via: string, value: string) => (via === "email" ? { email: value } : { phone: value });

const isSame = (one: Identifier, other: Identifier) =>
  one.type === other.type && one.normalized === other.normalized;

/** In the form in which the vendor compares them. */
function passwordIdentifiersIn(marked: readonly MarkedTrait[]): string[] {
  const names = marked
    .filter((trait) => trait.isPasswordIdentifier)
    .map(({ value }) => {
      const read = parseIdentifierLeniently({ email: value });
      return read.ok ? read.value.normalized : value;
    });
  return [...new Set(names)];
}

/** The body's entry for an address, if any. */
export function statedAddressOf({ verifiable_addresses }: IdentityBody, { identifier }: TraitAddress) {
  return verifiable_addresses?.find(({ value, via }) => {
    if (value === undefined || via !== viaOf(identifier.type)) return false;
    const read = parseIdentifierLeniently(inputOf(via, value));
    return read.ok && isSame(read.value, identifier);
  });
}

export const viaOf = (type: string) => (type === "email" ? "email" : "sms");
