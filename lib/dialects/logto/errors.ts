import { refuse } from "@/lib/result";
import { type LogtoCode, messageOf } from "./messages";

/** Details of an error besides its code. */
export interface ErrorDetails {
  /** Default 400, because the vendor sets no status for most errors that one would expect to be 401, 404 or 422. */
  status?: number;
  data?: unknown;
  details?: string;
  /** Values for the text's slots. */
  slots?: Readonly<Record<string, string>>;
  /** Members of an OAuth error, which some session errors also have. */
  oauth?: { error: string; error_description: string };
}

/** A refusal with the vendor's code. The status depends on the call, not on the code. */
export type LogtoError<C extends LogtoCode> = C extends LogtoCode ? ErrorDetails & { code: C } : never;
export type LogtoRefusal = LogtoError<LogtoCode>;

/** Refuses with the vendor's code. */
export function logtoError<const C extends LogtoCode>(code: C, saying: ErrorDetails = {}) {
  return refuse({ code, ...saying } as LogtoError<C>);
}

/** The body of a refusal. Members are in the vendor's order; undefined ones are omitted. */
export function errorBody({ code, data, details, slots, oauth }: LogtoRefusal): Record<string, unknown> {
  return { code, data, details, message: messageOf(code, slots), ...oauth };
}
