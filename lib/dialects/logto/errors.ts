import { refuse } from "@/lib/result";
import { type LogtoCode, messageOf } from "./messages";

/** What an error says beside its code. */
export interface ErrorDetails {
  /** 400 unless said otherwise: the vendor names no status for most of what one would expect to be 401, 404 or 422. */
  status?: number;
  data?: unknown;
  details?: string;
  /** What fills the sentence's slots. */
  slots?: Readonly<Record<string, string>>;
  /** Members of an OAuth error, which some session errors carry too. */
  oauth?: { error: string; error_description: string };
}

/** A "no" in the vendor's words. Its status belongs to the place where it is said, not to the code. */
export type LogtoError<C extends LogtoCode> = C extends LogtoCode ? ErrorDetails & { code: C } : never;
export type LogtoRefusal = LogtoError<LogtoCode>;

/** Says no in the vendor's words. */
export function logtoError<const C extends LogtoCode>(code: C, saying: ErrorDetails = {}) {
  return refuse({ code, ...saying } as LogtoError<C>);
}

/** The body of a refusal. Members stand in the vendor's order; what is undefined is left out by JSON. */
export function errorBody({ code, data, details, slots, oauth }: LogtoRefusal): Record<string, unknown> {
  return { code, data, details, message: messageOf(code, slots), ...oauth };
}
