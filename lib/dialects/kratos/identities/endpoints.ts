import type { Ctx } from "@/lib/access";
import type { Result } from "@/lib/result";
import { deleteUser, findUser, type User } from "@/lib/users";
import { errors } from "../errors";
import { flowIdOf } from "../flow/context";
import type { Call } from "../protocol";
import { errorReply, json, noContent, type Reply } from "../reply";
import { baseOf } from "../urls";
import { contextOf, showIdentities } from "./identity";
import { applyPatch, type Operation, readPatch } from "./json-patch";
import { type IdentityRefusal, invalid, readIdentity, readJson } from "./read-identity";
import { createIdentity, rewriteIdentity } from "./write-identity";

type Params = Record<string, string>;

const settingsOf = ({ project }: Ctx) => project.settings.dialects.kratos;

/** A malformed id belongs to no identity. */
async function load(ctx: Ctx, { id }: Params): Promise<Result<User, IdentityRefusal>> {
  const uuid = flowIdOf(id ?? null);
  const found = uuid === null ? null : await findUser(ctx, uuid);
  return found?.ok ? found : invalid(errors.noRow);
}

async function shown(ctx: Ctx, { request }: Call, found: Result<User, IdentityRefusal>): Promise<Reply> {
  if (!found.ok) return errorReply(found.refusal.error, request.headers);
  const [identity] = await showIdentities(ctx, request.headers, [found.value]);
  return json(200, identity);
}

export async function postIdentity(ctx: Ctx, call: Call): Promise<Reply> {
  const { headers } = call.request;
  const body = readJson(call.text);
  const read = body.ok ? readIdentity(body.value, settingsOf(ctx)) : body;
  const created = read.ok ? await createIdentity(ctx, read.value) : read;
  if (!created.ok) return errorReply(created.refusal.error, headers);
  const [identity] = await showIdentities(ctx, headers, [created.value], { isPublic: true });
  return json(201, identity, {
    location: `${baseOf(ctx.project, headers)}/admin/identities/${created.value.id}`,
  });
}

export async function getIdentity(ctx: Ctx, call: Call, params: Params): Promise<Reply> {
  return shown(ctx, call, await load(ctx, params));
}

export async function putIdentity(ctx: Ctx, call: Call, params: Params): Promise<Reply> {
  const user = await load(ctx, params);
  if (!user.ok) return shown(ctx, call, user);
  const body = readJson(call.text);
  const read = body.ok ? readIdentity(body.value, settingsOf(ctx)) : body;
  return shown(ctx, call, read.ok ? await rewriteIdentity(ctx, user.value, read.value) : read);
}

/** Members that a patch must not change. */
const denied = /^\/(id|state_?changed_?at|credentials|schema_url|created_at|updated_at)(\/|$)/i;

export async function patchIdentity(ctx: Ctx, call: Call, params: Params): Promise<Reply> {
  const user = await load(ctx, params);
  if (!user.ok) return shown(ctx, call, user);
  return shown(ctx, call, await patched(ctx, call, user.value));
}

async function patched(
  ctx: Ctx,
  { request, text }: Call,
  user: User,
): Promise<Result<User, IdentityRefusal>> {
  const body = readJson(text);
  if (!body.ok) return body;
  const patch = readPatch(body.value);
  if (!patch.ok) return invalid(errors.badRequest(patch.refusal.reason));
  const refused = patch.value.find(touchesDenied);
  if (refused) return invalid(errors.badRequest(`patch includes denied path: ${refused.path}`));
  const [before] = await showIdentities(ctx, request.headers, [user]);
  const after = applyPatch(writable(before!), patch.value);
  if (!after.ok) return invalid(errors.badRequest(after.refusal.reason));
  const read = readIdentity(withSameDates(after.value, contextOf(user).assertedAt), settingsOf(ctx));
  return read.ok ? rewriteIdentity(ctx, user, read.value) : read;
}

const touchesDenied = ({ op, path, from }: Operation) =>
  (op !== "test" && denied.test(path)) || (op === "move" && denied.test(from ?? ""));

type Shown = Awaited<ReturnType<typeof showIdentities>>[number];

/** The part of an identity that a patch can change. */
function writable(identity: Shown) {
  const { id, schema_url, state_changed_at, created_at, updated_at, credentials: _, ...rest } = identity;
  return rest;
}

/** Only dates that a backend sent are kept. Ours are not assertions. */
function withSameDates(document: ReturnType<typeof writable>, assertedAt: Record<string, string>) {
  const addresses = document.verifiable_addresses;
  if (!Array.isArray(addresses)) return document;
  const verifiable_addresses = addresses.map((address) => {
    const { verified_at, ...rest } = address ?? {};
    return assertedAt[rest.value] === verified_at ? address : rest;
  });
  return { ...document, verifiable_addresses };
}

export async function deleteIdentity(ctx: Ctx, { request }: Call, params: Params): Promise<Reply> {
  const user = await load(ctx, params);
  const deleted = user.ok ? await deleteUser(ctx, user.value.id) : user;
  return deleted.ok ? noContent() : errorReply(errors.noRow, request.headers);
}
