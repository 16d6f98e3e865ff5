import type { Ctx } from "@/lib/access";
import { mapOk, ok, type Result } from "@/lib/result";
import {
  assignIdentifier,
  createUser,
  findUser,
  type Identifier,
  type IdentifierInput,
  removeIdentifier,
  replacePrimary,
  setIdentifierStatus,
  type User,
  updateUser,
} from "@/lib/users";
import { errors } from "../errors";
import { contextOf, heldAddressesOf, type IdentityContext, identifierOf } from "./identity";
import { type IdentityRefusal, invalid, type ReadIdentity, statedAddressOf } from "./read-identity";

type Written = Result<User, IdentityRefusal>;

/** Creates an identity. No other user of the project can have any of its addresses, verified or not. */
export async function createIdentity(ctx: Ctx, body: ReadIdentity): Promise<Written> {
  const identifiers = body.addresses.map((address) => ({
    identifier: inputOf(address.identifier),
    isAsserted: statedAddressOf(body, address)?.verified ?? false,
  }));
  const created = await createUser(ctx, {
    externalId: body.external_id || null,
    identifiers,
    form: "asGiven",
    areUnique: true,
    wireContext: { kratos: toContext(body, null) },
  });
  return created.ok ? created : invalid(clash(created.refusal));
}

/** Replaces an identity. */
export async function rewriteIdentity(ctx: Ctx, user: User, body: ReadIdentity): Promise<Written> {
  const moved = await moveAddresses(ctx, user, body);
  if (!moved.ok) return moved;
  const stands = await setStandings(ctx, moved.value, body);
  if (!stands.ok) return stands;
  const updated = await updateUser(ctx, {
    userId: user.id,
    externalId: body.external_id || null,
    wireContext: { kratos: toContext(body, contextOf(user)) },
  });
  return updated.ok ? updated : invalid(clash(updated.refusal));
}

/** Replaces the user's addresses by those of the traits. Nobody else can have them. */
async function moveAddresses(ctx: Ctx, before: User, { addresses }: ReadIdentity): Promise<Written> {
  const isWanted = ({ type, normalized }: { type: string; normalized: string }) =>
    addresses.some(({ identifier }) => identifier.type === type && identifier.normalized === normalized);
  let user = before;
  for (const { identifier } of addresses) {
    if (identifierOf(user, identifier)) continue;
    const primary = user.identifiers.find((held) => held.type === identifier.type && held.isPrimary);
    const added =
      primary && isWanted(primary)
        ? await assignIdentifier(ctx, { userId: user.id, identifier, status: "unverified", isUnique: true })
        : await replacePrimary(ctx, { userId: user.id, identifier });
    if (!added.ok) return invalid(clash(added.refusal));
    const found = await reread(ctx, user.id);
    if (!found.ok) return found;
    user = found.value;
  }
  for (const { identifier } of heldAddressesOf(before, contextOf(before))) {
    // It may already be gone.
    if (!isWanted(identifier)) {
      await removeIdentifier(ctx, { userId: user.id, identifierId: identifier.id });
    }
  }
  return reread(ctx, user.id);
}

/** Applies the body's assertions about addresses. They are not proofs. */
async function setStandings(ctx: Ctx, user: User, body: ReadIdentity): Promise<Written> {
  for (const address of body.addresses) {
    const held = identifierOf(user, address.identifier);
    const verified = statedAddressOf(body, address)?.verified;
    if (!held || verified === undefined || verified === (held.verifiedAt !== null)) continue;
    const status = !verified ? "unverified" : held.isPrimary ? "primary" : "verified";
    const set = await setIdentifierStatus(ctx, { userId: user.id, identifierId: held.id, status });
    if (!set.ok) return invalid(clash(set.refusal));
  }
  return ok(user);
}

async function reread(ctx: Ctx, userId: string): Promise<Written> {
  const found = await findUser(ctx, userId);
  return found.ok ? mapOk(found, (user) => user) : invalid(errors.noRow);
}

function toContext(body: ReadIdentity, before: IdentityContext | null): IdentityContext {
  const state = body.state || (before?.state ?? "active");
  const dated = body.addresses.flatMap((address) => {
    const said = statedAddressOf(body, address);
    return said?.verified && said.verified_at ? [[address.identifier.normalized, said.verified_at]] : [];
  });
  return {
    schemaId: body.schema_id,
    traits: body.traits,
    state,
    stateChangedAt: before?.state === state ? before.stateChangedAt : new Date().toISOString(),
    metadataPublic: body.metadata_public ?? null,
    metadataAdmin: body.metadata_admin ?? null,
    organizationId: body.organization_id || null,
    assertedAt: Object.fromEntries(dated),
    addresses: body.addresses.map(({ identifier: { type, normalized }, isVerifiable, isRecovery }) => ({
      type,
      normalized,
      isVerifiable,
      isRecovery,
    })),
    passwordIdentifiers: body.passwordIdentifiers,
  };
}

const inputOf = ({ type, value }: Identifier): IdentifierInput =>
  type === "email" ? { email: value } : { phone: value };

type Clash = { code: string; reason?: string };

function clash({ code, reason }: Clash) {
  if (code === "user_not_found" || code === "identifier_not_found") return errors.noRow;
  return reason === undefined ? errors.identityExists : errors.badRequest(reason);
}
