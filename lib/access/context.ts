import type { Project } from "@/lib/projects";
import type { Scope } from "./scopes";

/** Who calls. A page is one rendering of a portal page: its two submissions are the same caller. */
export type Caller =
  | { kind: "key"; apiKeyId: string; scopes: readonly Scope[] }
  /** A signed-in user, by an access token that `client` obtained: a client id, or a foreign issuer's URL. */
  | {
      kind: "user";
      userId: string;
      client: string;
      /** What the user let the client do, in the words of the dialect that gave the token; where that dialect looks. */
      granted?: readonly string[];
    }
  | { kind: "operator"; operatorId: string }
  | { kind: "page"; nonce: string }
  | { kind: "system" };

/** What every verb is told about the call it serves. */
export interface Ctx {
  project: Project;
  caller: Caller;
  /** The API or page that speaks: `native`, `portal`, `console`, or a dialect's name. */
  dialect: string;
  requestId: string | null;
  /** The network of the person's browser (IPv4 /24 or IPv6 /64), where we talk to it directly. */
  network: string | null;
}

/** The caller as events keep it. */
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

/** Who must ask again to see a replayed success: the same key, operator or page. */
export function sameCallerKey(caller: Caller): string {
  return caller.kind === "page" ? `page:${caller.nonce}` : actorOf(caller);
}
