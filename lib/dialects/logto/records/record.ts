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

/** What this dialect keeps with a verification: what the vendor calls its record. */
export interface RecordContext {
  type: RecordType;
  /** As it was asked for. */
  identifier?: WireIdentifier | { type: "username" | "userId"; value: string };
  /** The code's purpose. Only some of them allow step-up. */
  usage?: UsageType;
  /** The connector, as the vendor's clients name it. */
  connectorId?: string;
}

/** A one-time token is a record too, once it is used; it keeps its own. */
export function contextOf({ wireContext }: LoadedVerification): RecordContext {
  const kept = wireContext as RecordContext | { email: string };
  if ("type" in kept) return kept;
  return { type: "OneTimeToken", identifier: { type: "email", value: kept.email } };
}

export const codeTypeOf = ({ type }: Pick<WireIdentifier, "type">): RecordType =>
  type === "email" ? "EmailVerificationCode" : "PhoneVerificationCode";

export const showRecord = ({ id }: { id: string }): string => toShortId(id);

/** The verification behind a record's id. Null: it has not the form of one. */
export const readRecord = (id: string): string | null => fromShortId(id);
