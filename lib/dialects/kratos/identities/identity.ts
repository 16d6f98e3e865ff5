import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { lastSends } from "@/lib/delivery";
import type { User, UserIdentifier } from "@/lib/users";
import { baseOf } from "../urls";
import { addressesIn, type TraitAddress } from "./read-identity";
import { defaultSchemaId, schemaUrl } from "./schema";

/** What this dialect keeps with a user. */
const IdentityContext = z.object({
  traits: z.record(z.string(), z.unknown()),
  state: z.enum(["active", "inactive"]),
  stateChangedAt: z.string(),
  metadataPublic: z.unknown(),
  metadataAdmin: z.unknown(),
  organizationId: z.string().nullable(),
  /** The date from which an address counts as verified, if a backend sent one, by normalized value. */
  assertedAt: z.record(z.string(), z.string()),
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

/** The user's identifier for an address in the traits. */
export function identifierOfTrait(
  user: User,
  { type, normalized }: TraitAddress,
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
    const addresses = addressesIn(context.traits).flatMap((address) => {
      const held = identifierOfTrait(user, address);
      return held ? [toAddress(held, address, context.assertedAt, sends)] : [];
    });
    return {
      id: user.id,
      ...(!isPublic && credentialsOf(user, addresses)),
      schema_id: defaultSchemaId,
      schema_url: schemaUrl(base, defaultSchemaId),
      state: context.state,
      state_changed_at: context.stateChangedAt,
      traits: context.traits,
      verifiable_addresses: addresses,
      recovery_addresses: addresses.map(({ id, value, via, created_at, updated_at }) => ({
        id,
        value,
        via,
        created_at,
        updated_at,
      })),
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
 * The credentials that the schema derives from traits: the email address is the identifier of a password. As in the
 * vendor's responses, their config is never shown. Nobody signs in here, so there is no password behind them.
 */
function credentialsOf(
  { createdAt, updatedAt }: User,
  addresses: readonly VerifiableAddress[],
): { credentials?: Record<string, object> } {
  const identifiers = addresses.filter(({ via }) => via === "email").map(({ value }) => value);
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
  { via }: TraitAddress,
  assertedAt: Record<string, string>,
  sends: ReadonlyMap<string, Date>,
): VerifiableAddress {
  const { id, normalized, verifiedAt, createdAt } = held;
  const asserted = held.evidence === "asserted" ? assertedAt[normalized] : undefined;
  return {
    id,
    value: normalized,
    verified: verifiedAt !== null,
    via,
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
