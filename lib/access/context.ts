import type { Project } from "@/lib/projects";
import type { EndUser } from "./end-user";
import type { Scope } from "./scopes";

/** The caller. A page is one rendering of a portal page; repeated submissions of it are the same caller. */
export type Caller =
  | {
      kind: "key";
      apiKeyId: string;
      scopes: readonly Scope[];
      /** Addresses and CIDR ranges the key may be used from. Empty: any. */
      allowedIps: readonly string[];
    }
  /** A signed-in user, by an access token that `client` obtained: a client id, or a foreign issuer's URL. */
  | {
      kind: "user";
      userId: string;
      client: string;
      /** The sign-in that the token belongs to, if it is one of ours. */
      sessionId?: string;
      /** The scopes the user granted the client, as named by the token's dialect. */
      granted?: readonly string[];
    }
  | { kind: "operator"; operatorId: string }
  | { kind: "page"; nonce: string }
  | { kind: "system" };

/** The context of a call, passed to every verb. */
export interface Ctx {
  project: Project;
  caller: Caller;
  /** The API or page of the call: `native`, `portal`, `console`, or a vendor's name. */
  dialect: string;
  requestId: string | null;
  /** The person's device, if the call comes from a browser or the caller describes it. */
  endUser: EndUser | null;
}

/** The caller that an API key represents. */
export function keyCaller({
  id,
  scopes,
  allowedIps,
}: {
  id: string;
  scopes: readonly string[];
  allowedIps: readonly string[];
}): Extract<Caller, { kind: "key" }> {
  return { kind: "key", apiKeyId: id, scopes: scopes as readonly Scope[], allowedIps };
}

/** The caller as stored in events. */
export function actorOf(caller: Caller): string {
  switch (caller.kind) {
    case "key":
      return `key:${caller.apiKeyId}`;
    case "user":
      return `user:${caller.userId}`;
    case "operator":
      return `operator:${caller.operatorId}`;
    case "page":
      return "browser";
    case "system":
      return "system";
  }
}

/** Identifies the caller that can get a replayed success: the same key, operator or page. */
export function sameCallerKey(caller: Caller): string {
  return caller.kind === "page" ? `page:${caller.nonce}` : actorOf(caller);
}
