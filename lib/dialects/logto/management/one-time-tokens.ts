import { z as four } from "zod";
import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { fromShortId, toShortId } from "@/lib/id";
import type { NamedPolicy } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import {
  cancel,
  find,
  findByShortToken,
  isExpired,
  list,
  type Read,
  redeemShortToken,
  setWireContext,
  shortToken,
  start,
} from "@/lib/verification";
import { type LogtoError, no } from "../errors";
import { tooLong } from "../identifier";
import { email } from "../wire";
import type { Page } from "./paging";

const tokenContext = z.object({
  jitOrganizationIds: z.array(z.string()).optional(),
  interactionEvent: z.enum(["SignIn", "Register", "ForgotPassword"]).optional(),
});

export const CreateTokenBody = z.object({
  email,
  context: tokenContext.default({}),
  expiresIn: z.number().int().min(1).max(31_536_000).default(600),
});

export const VerifyTokenBody = z.object({ email, token: z.string().min(1) });

export const TokenStatusBody = z.object({ status: z.enum(["active", "consumed", "revoked", "expired"]) });

export const ListTokensQuery = z
  .object({ email: z.string().optional(), status: z.string().optional() })
  .passthrough();

export const TokenResource = four.strictObject({
  tenantId: four.string(),
  id: four.string(),
  email: four.string(),
  token: four.string(),
  context: four.record(four.string(), four.unknown()),
  status: four.enum(["active", "consumed", "revoked", "expired"]),
  createdAt: four.number(),
  expiresAt: four.number(),
});
export type WireToken = four.input<typeof TokenResource>;

/** What this dialect keeps with a verification that is a one-time token. */
interface Kept {
  email: string;
  context: z.output<typeof tokenContext>;
  isDeleted?: boolean;
}

const policyName = "logto.one_time_token";
const purpose = "one_time_token";

function policyFor(lifetimeSeconds: number): NamedPolicy {
  return {
    name: policyName,
    differences: {
      lifetimeSeconds,
      deliver: "return",
      offers: "link",
      again: "separate",
      bind: "never",
      identifiers: "asGiven",
      replaySeconds: 0,
      cooldownSeconds: 0,
      sendLimits: [],
      guessBudgets: [],
    },
  };
}

/** Makes a token that proves an address once. Sending it is the caller's. */
export async function makeToken(
  ctx: Ctx,
  { email, context, expiresIn }: z.output<typeof CreateTokenBody>,
): Promise<Result<WireToken, LogtoError<"entity.value_too_long" | "connector.general">>> {
  const refused = tooLong({ type: "email", value: email });
  if (refused) return refused;
  const kept: Kept = { email, context };
  const policy = policyFor(expiresIn);
  const started = await start(ctx, { identifier: { email }, policy, purpose, wireContext: kept });
  return started.ok
    ? ok(toToken(started.value.verification))
    : no("connector.general", { slots: { errorDescription: started.refusal.code } });
}

export const verifyTokenRefusals = [
  "one_time_token.token_not_found",
  "one_time_token.email_mismatch",
  "one_time_token.token_expired",
  "one_time_token.token_consumed",
  "one_time_token.token_revoked",
] as const;
type VerifyTokenRefusal = LogtoError<(typeof verifyTokenRefusals)[number]>;

/** The token of this address that may be used now: whoever asks may look into its context before using it up. */
export async function findUsableToken(
  ctx: Ctx,
  { email, token }: { email: string; token: string },
): Promise<Result<Read, VerifyTokenRefusal>> {
  const found = await findByShortToken(ctx, token);
  const kept = found && keptOf(found);
  if (!kept) return no("one_time_token.token_not_found", { status: 404, slots: { token } });
  if (kept.email !== email) return no("one_time_token.email_mismatch");
  return isUsable(found);
}

function isUsable(v: Read): Result<Read, VerifyTokenRefusal> {
  if (isExpired(v, v.now)) return no("one_time_token.token_expired");
  if (v.verifiedAt) return no("one_time_token.token_consumed");
  return v.canceledAt ? no("one_time_token.token_revoked") : ok(v);
}

/** Uses a token up. Of many who do so at once, one does. */
export async function useToken(
  ctx: Ctx,
  given: { email: string; token: string },
): Promise<Result<Read, VerifyTokenRefusal>> {
  const usable = await findUsableToken(ctx, given);
  if (!usable.ok) return usable;
  const redeemed = await redeemShortToken(ctx, given.token);
  if (redeemed.ok) return ok(redeemed.value);
  switch (redeemed.refusal.code) {
    case "verification_expired":
      return no("one_time_token.token_expired");
    case "verification_canceled":
      return no("one_time_token.token_revoked");
    default:
      return no("one_time_token.token_consumed");
  }
}

type NoSuchToken = LogtoError<"entity.not_exists_with_id">;
const noSuchToken = (id: string) =>
  no("entity.not_exists_with_id", { status: 404, slots: { name: "one-time-tokens", id } });

export async function findToken(ctx: Ctx, id: string): Promise<Result<Read, NoSuchToken>> {
  const uuid = fromShortId(id);
  const found = uuid === null ? null : await find(ctx, uuid);
  return found?.ok && keptOf(found.value) ? ok(found.value) : noSuchToken(id);
}

type StatusRefusal =
  | NoSuchToken
  | LogtoError<
      | "one_time_token.cannot_reactivate_token"
      | "one_time_token.token_consumed"
      | "one_time_token.token_revoked"
      | "one_time_token.token_expired"
    >;

/** Ends a token. One that has ended cannot be made active again. */
export async function setTokenStatus(
  ctx: Ctx,
  id: string,
  { status }: z.output<typeof TokenStatusBody>,
): Promise<Result<WireToken, StatusRefusal>> {
  const found = await findToken(ctx, id);
  if (!found.ok) return found;
  if (status === "active") return no("one_time_token.cannot_reactivate_token");
  if (status === "consumed") {
    const redeemed = await redeemShortToken(ctx, shortToken(found.value));
    if (redeemed.ok) return ok(toToken(redeemed.value));
    const why = isUsable(found.value);
    return why.ok
      ? no("one_time_token.token_consumed")
      : (why as { ok: false; refusal: Extract<VerifyTokenRefusal, StatusRefusal> });
  }
  const canceled = await cancel(ctx, { verificationId: found.value.id });
  if (!canceled.ok) return no("one_time_token.token_consumed");
  return ok(toToken(canceled.value));
}

/** Takes a token away. What it proved stays on record. */
export async function deleteToken(ctx: Ctx, id: string): Promise<Result<undefined, NoSuchToken>> {
  const found = await findToken(ctx, id);
  if (!found.ok) return found;
  await cancel(ctx, { verificationId: found.value.id });
  const now = await find(ctx, found.value.id);
  if (now.ok) {
    const wireContext = { ...(now.value.wireContext as Kept), isDeleted: true };
    await setWireContext(ctx, { verification: now.value, wireContext });
  }
  return ok(undefined);
}

/** How many are read to find those of a page: the vendor's lists count their pages, and our index does not. */
const batch = 500;
const mostRead = 5000;

export async function listTokens(
  ctx: Ctx,
  { page, pageSize }: Page,
  { email, status }: z.output<typeof ListTokensQuery>,
): Promise<{ total: number; tokens: WireToken[] }> {
  const all: WireToken[] = [];
  let before: { createdAt: Date; id: string } | undefined;
  for (let read = 0; read < mostRead; read += batch) {
    const rows = await list(ctx, { purpose, before, limit: batch });
    all.push(...rows.filter((v) => keptOf(v)).map(toToken));
    const last = rows.at(-1);
    if (rows.length < batch || !last) break;
    before = last;
  }
  const wanted = all.filter(
    (one) => (email === undefined || one.email === email) && (status === undefined || one.status === status),
  );
  return { total: wanted.length, tokens: wanted.slice((page - 1) * pageSize, page * pageSize) };
}

/** Null: it is no one-time token, or was taken away. */
function keptOf({ policyName: name, wireContext }: Read): Kept | null {
  const kept = wireContext as Kept | null;
  return name === policyName && kept && !kept.isDeleted ? kept : null;
}

/** What the token was made for. */
export const contextOf = (v: Read) => (v.wireContext as Kept).context;

export function toToken(v: Read): WireToken {
  const { email, context } = v.wireContext as Kept;
  const status = v.verifiedAt
    ? "consumed"
    : v.canceledAt
      ? "revoked"
      : isExpired(v, v.now)
        ? "expired"
        : "active";
  return {
    tenantId: "default",
    id: toShortId(v.id),
    email,
    token: shortToken(v),
    context,
    status,
    createdAt: v.createdAt.getTime(),
    expiresAt: v.expiresAt.getTime(),
  };
}
