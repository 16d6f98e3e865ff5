import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { lastSends } from "@/lib/delivery";
import { type IdentifierInput, parseIdentifierLeniently, type User, type UserIdentifier } from "@/lib/users";
import { baseOf } from "../urls";
import { builtInSchemaId } from "./built-in-schema";
import { viaOf } from "./read-identity";
import { schemaUrl } from "./schemas";

/** An address that the schema found in the traits when they were written. */
const HeldAddress = z.object({
  type: z.enum(["email", "phone"]),
  normalized: z.string(),
  isVerifiable: z.boolean(),
  isRecovery: z.boolean(),
});
export type HeldAddress = z.infer<typeof HeldAddress>;

/** What this dialect keeps with a user. */
const IdentityContext = z.object({
  schemaId: z.string().default(builtInSchemaId),
  traits: z.record(z.string(), z.unknown()),
  state: z.enum(["active", "inactive"]),
  stateChangedAt: z.string(),
  metadataPublic: z.unknown(),
  metadataAdmin: z.unknown(),
  organizationId: z.string().nullable(),
  /** The date from which an address counts as verified, if a backend sent one, by normalized value. */
  assertedAt: z.record(z.string(), z.string()),
  /** Omitted: all addresses of the user. */
  addresses: z.array(HeldAddress).optional(),
  passwordIdentifiers: z.array(z.string()).optional(),
});
export type IdentityContext = z.infer<typeof IdentityContext>;

/** The stored traits. Users of other dialects have their primary addresses instead. */
export function contextOf({ wireContext, identifiers, createdAt }: User): IdentityContext {
  const kept = IdentityContext.safeParse(wireContext?.kratos);
  if (kept.success) return kept.data;
  const primary = (type: UserIdentifier["type"]) =>
    (
      identifiers.find((held) => held.type === type && held.isPrimary) ??
      identifiers.find((held) => held.type === type)
    )?.value;
  const [email, phone] = [primary("email"), primary("phone")];
  return {
    schemaId: builtInSchemaId,
    traits: { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) },
    state: "active",
    stateChangedAt: createdAt.toISOString(),
    metadataPublic: null,
    metadataAdmin: null,
    organizationId: null,
    assertedAt: {},
  };
}

export interface VerifiableAddress {
  id: string;
  value: string;
  verified: boolean;
  via: "email" | "sms";
  status: "pending" | "sent" | "completed";
  verified_at?: string;
  created_at: string;
  updated_at: string;
}

interface Held extends HeldAddress {
  identifier: UserIdentifier;
}

/** The addresses of an identity that its user still has, in their order in the traits. */
export function heldAddressesOf(
  user: User,
  { addresses, traits }: Pick<IdentityContext, "addresses" | "traits">,
): Held[] {
  const known = addresses ?? usualAddresses(traits);
  return known.flatMap((address) => {
    const identifier = identifierOf(user, address);
    return identifier ? [{ ...address, identifier }] : [];
  });
}

/** Those of the traits `email` and `phone`, for users who were not written by this dialect. */
function usualAddresses({ email, phone }: Record<string, unknown>): HeldAddress[] {
  return [{ email }, { phone }].flatMap((given) => {
    const [value] = Object.values(given);
    const read = typeof value === "string" ? parseIdentifierLeniently(given as IdentifierInput) : null;
    return read?.ok
      ? [{ type: read.value.type, normalized: read.value.normalized, isVerifiable: true, isRecovery: true }]
      : [];
  });
}

export function identifierOf(
  user: User,
  { type, normalized }: Pick<HeldAddress, "type" | "normalized">,
): UserIdentifier | undefined {
  return user.identifiers.find((held) => held.type === type && held.normalized === normalized);
}

/**
 * Identities as clients get them. `isPublic`: without credentials and admin metadata, as in sessions and in the response
 * to a creation.
 */
export async function showIdentities(
  ctx: Ctx,
  headers: Headers,
  users: readonly User[],
  { isPublic = false } = {},
) {
  const values = users.flatMap(({ identifiers }) => identifiers.map(({ normalized }) => normalized));
  const sends = await lastSends(ctx.project.id, values);
  const base = baseOf(ctx.project, headers);
  return users.map((user) => {
    const { metadataAdmin, ...context } = contextOf(user);
    const held = heldAddressesOf(user, context);
    const shown = (isShown: (address: Held) => boolean) =>
      held.filter(isShown).map(({ identifier }) => toAddress(identifier, context.assertedAt, sends));
    return {
      id: user.id,
      ...(!isPublic && credentialsOf(user, context, held)),
      schema_id: context.schemaId,
      schema_url: schemaUrl(base, context.schemaId),
      state: context.state,
      state_changed_at: context.stateChangedAt,
      traits: context.traits,
      verifiable_addresses: shown(({ isVerifiable }) => isVerifiable),
      recovery_addresses: shown(({ isRecovery }) => isRecovery).map(
        ({ id, value, via, created_at, updated_at }) => ({ id, value, via, created_at, updated_at }),
      ),
      metadata_public: context.metadataPublic ?? null,
      ...(!isPublic && { metadata_admin: metadataAdmin ?? null }),
      ...(user.externalId !== null && { external_id: user.externalId }),
      created_at: user.createdAt.toISOString(),
      updated_at: user.updatedAt.toISOString(),
      organization_id: context.organizationId,
    };
  });
}

/**
 * The credentials that the schema derives from traits: which are the identifiers of a password. As in the vendor's
 * responses, their config is never shown. Nobody signs in here, so there is no password behind them.
 */
function credentialsOf(
  { createdAt, updatedAt }: User,
  { passwordIdentifiers }: Pick<IdentityContext, "passwordIdentifiers">,
  held: readonly Held[],
): { credentials?: Record<string, object> } {
  const emails = held.filter(({ type }) => type === "email").map(({ normalized }) => normalized);
  const identifiers = passwordIdentifiers ?? emails;
  if (identifiers.length === 0) return {};
  const password = {
    type: "password",
    identifiers,
    version: 0,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
  return { credentials: { password } };
}

function toAddress(
  held: UserIdentifier,
  assertedAt: Record<string, string>,
  sends: ReadonlyMap<string, Date>,
): VerifiableAddress {
  const { id, normalized, verifiedAt, createdAt } = held;
  const asserted = held.evidence === "asserted" ? assertedAt[normalized] : undefined;
  return {
    id,
    value: normalized,
    verified: verifiedAt !== null,
    via: viaOf(held.type),
    status: statusOf(verifiedAt, sends.get(normalized)),
    ...(verifiedAt && { verified_at: asserted ?? verifiedAt.toISOString() }),
    created_at: createdAt.toISOString(),
    updated_at: (verifiedAt ?? createdAt).toISOString(),
  };
}

/** As in the vendor's API, a message to a verified address sets its status back to `sent` and changes nothing else. */
function statusOf(verifiedAt: Date | null, sentAt: Date | undefined): VerifiableAddress["status"] {
  if (sentAt && (!verifiedAt || sentAt > verifiedAt)) return "sent";
  return verifiedAt ? "completed" : "pending";
}
