import type { Ctx } from "@/lib/access";
import { mapOk, ok, type Result } from "@/lib/result";
import {
  createUser,
  findUser,
  parseIdentifierLeniently,
  removeIdentifier,
  replacePrimary,
  setIdentifierStatus,
  type User,
  updateUser,
} from "@/lib/users";
import { errors } from "../errors";
import { contextOf, type IdentityContext, identifierOfTrait } from "./identity";
import {
  addressesIn,
  type IdentityBody,
  type IdentityRefusal,
  invalid,
  statedAddressOf,
} from "./read-identity";

type Written = Result<User, IdentityRefusal>;

/** Creates an identity. No other user of the project can have any of its addresses, verified or not. */
export async function createIdentity(ctx: Ctx, body: IdentityBody): Promise<Written> {
  const identifiers = addressesIn(body.traits).map((address) => ({
    identifier: address.given,
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
export async function rewriteIdentity(ctx: Ctx, user: User, body: IdentityBody): Promise<Written> {
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

/** Replaces the user's addresses by those of the traits. */
async function moveAddresses(ctx: Ctx, user: User, body: IdentityBody): Promise<Written> {
  const wanted = addressesIn(body.traits);
  for (const address of wanted) {
    if (identifierOfTrait(user, address)) continue;
    const read = parseIdentifierLeniently(address.given);
    if (!read.ok) return invalid(clash(read.refusal));
    const replaced = await replacePrimary(ctx, { userId: user.id, identifier: read.value });
    if (!replaced.ok) return invalid(clash(replaced.refusal));
  }
  const isWanted = (normalized: string) => wanted.some((address) => address.normalized === normalized);
  for (const before of addressesIn(contextOf(user).traits)) {
    const held = identifierOfTrait(user, before);
    // It may already be gone.
    if (held && !isWanted(before.normalized)) {
      await removeIdentifier(ctx, { userId: user.id, identifierId: held.id });
    }
  }
  return reread(ctx, user.id);
}

/** Applies the body's assertions about addresses. They are not proofs. */
async function setStandings(ctx: Ctx, user: User, body: IdentityBody): Promise<Written> {
  for (const address of addressesIn(body.traits)) {
    const held = identifierOfTrait(user, address);
    const verified = statedAddressOf(body, address)?.verified;
    if (!held || verified === undefined || verified === (held.verifiedAt !== null)) continue;
    const status = verified ? "primary" : "unverified";
    const set = await setIdentifierStatus(ctx, { userId: user.id, identifierId: held.id, status });
    if (!set.ok) return invalid(clash(set.refusal));
  }
  return ok(user);
}

async function reread(ctx: Ctx, userId: string): Promise<Written> {
  const found = await findUser(ctx, userId);
  return found.ok ? mapOk(found, (user) => user) : invalid(errors.noRow);
}

function toContext(body: IdentityBody, before: IdentityContext | null): IdentityContext {
  const state = body.state || (before?.state ?? "active");
  const dated = addressesIn(body.traits).flatMap((address) => {
    const said = statedAddressOf(body, address);
    return said?.verified && said.verified_at ? [[address.normalized, said.verified_at]] : [];
  });
  return {
    traits: body.traits,
    state,
    stateChangedAt: before?.state === state ? before.stateChangedAt : new Date().toISOString(),
    metadataPublic: body.metadata_public ?? null,
    metadataAdmin: body.metadata_admin ?? null,
    organizationId: body.organization_id || null,
    assertedAt: Object.fromEntries(dated),
  };
}

type Clash = { code: string; reason?: string };

function clash({ code, reason }: Clash) {
  if (code === "user_not_found" || code === "identifier_not_found") return errors.noRow;
  return reason === undefined ? errors.identityExists : errors.badRequest(reason);
}
