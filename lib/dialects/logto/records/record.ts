import { fromShortId, toShortId } from "@/lib/id";
import type { LoadedVerification } from "@/lib/verification";
import type { UsageType } from "../sending/usage";
import type { WireIdentifier } from "../wire";

export type RecordType =
  | "Password"
  | "EmailVerificationCode"
  | "PhoneVerificationCode"
  | "Social"
  | "OneTimeToken";

/** What this dialect stores with a verification, which the vendor calls a verification record. */
export interface RecordContext {
  type: RecordType;
  /** The type in the request. */
  identifier?: WireIdentifier | { type: "username" | "userId"; value: string };
  /** The code's purpose. Only some of them allow step-up. */
  usage?: UsageType;
  /** The connector's id in this dialect. */
  connectorId?: string;
}

/** A used one-time token is a record, too, but has its own context. */
export function contextOf({ wireContext }: LoadedVerification): RecordContext {
  const kept = wireContext as RecordContext | { email: string };
  if ("type" in kept) return kept;
  return { type: "OneTimeToken", identifier: { type: "email", value: kept.email } };
}

export const codeTypeOf = ({ type }: Pick<WireIdentifier, "type">): RecordType =>
  type === "email" ? "EmailVerificationCode" : "PhoneVerificationCode";

export const showRecord = ({ id }: { id: string }): string => toShortId(id);

/** The verification of a record id. Null: the id is malformed. */
export const readRecord = (id: string): string | null => fromShortId(id);
