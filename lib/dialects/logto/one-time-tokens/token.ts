import { z as four } from "zod";
import type { z } from "zod/v3";
import { toShortId } from "@/lib/id";
import { isExpired, type LoadedVerification, shortToken } from "@/lib/verification";
import { policyName } from "./policy";
import type { tokenContext } from "./requests";

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

/** What this dialect stores with a verification that is a one-time token. */
export interface TokenContext {
  email: string;
  context: z.output<typeof tokenContext>;
  isDeleted?: boolean;
}

/** Null: it is not a one-time token, or was deleted. */
export function keptOf({ policyName: name, wireContext }: LoadedVerification): TokenContext | null {
  const kept = wireContext as TokenContext | null;
  return name === policyName && kept && !kept.isDeleted ? kept : null;
}

/** What the token was created for. */
export const contextOf = (v: LoadedVerification) => (v.wireContext as TokenContext).context;

/** The vendor's token resource. It shows the whole token, because its callers can also create tokens. */
export function toToken(v: LoadedVerification): WireToken {
  const { email, context } = v.wireContext as TokenContext;
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
