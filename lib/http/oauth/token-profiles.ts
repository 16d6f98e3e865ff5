import { clientIdOf, type Scope } from "@/lib/access";
import { env } from "@/lib/env";
import { toShortId, toTypeId } from "@/lib/id";
import { applicationName, brandName, type Project } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { OAuthRefusal } from "./refusals";

/*
 * One URL, and vendors that disagree about it: Logto's clients must name a resource and ask for the scope `all`,
 * Transmit's name none and read claims of their own. The differences are listed here; they share one endpoint.
 */

/** The paths of token endpoints, which are also the issuers. Transmit's clients use the second. */
export const issuerPaths = ["/oidc", "/cis/oidc"] as const;
export type IssuerPath = (typeof issuerPaths)[number];

export const issuerAt = (path: IssuerPath) => `${env.PUBLIC_URL}${path}`;

/** All issuers of this installation. */
export const ownIssuers = (): string[] => issuerPaths.map(issuerAt);

/** The audience of tokens that name no other: this installation. */
export const ownAudience = (): string => env.PUBLIC_URL;

/** The audience of Transmit's tokens that name no other. */
export const transmitAudience = "userid-api";

export interface TokenProfile {
  /** The `aud` of a token, for the resource that the client requested. */
  audience(resource: string | undefined): Result<string, OAuthRefusal>;
  /** The scopes of a client's token, limited to those of its key. */
  grant(
    asked: readonly string[] | undefined,
    held: readonly Scope[],
  ): Result<readonly string[], OAuthRefusal>;
  /** A user as this vendor spells one. */
  subject(userId: string): string;
  /** Additional claims of access tokens. */
  claims(project: Project, key: { id: string; prefix: string }): Record<string, unknown>;
  /** Additional claims of ID tokens. */
  idClaims(project: Project): Record<string, unknown>;
}

const plain: TokenProfile = {
  audience(resource = ownAudience()) {
    return isOwn(resource) ? ok(resource) : invalidTarget("resource is not a URL of this installation");
  },
  grant(asked, held) {
    const missing = asked?.find((scope) => !(held as readonly string[]).includes(scope));
    if (missing) return refuse({ code: "invalid_scope", description: `the key lacks ${missing}` });
    return ok(asked ?? held);
  },
  subject: (userId) => toTypeId("usr", userId),
  claims: () => ({}),
  idClaims: () => ({}),
};

const logto: TokenProfile = {
  ...plain,
  audience(resource) {
    if (!resource) return invalidTarget("both `resource` and `organization_id` are not provided");
    const isKnown = isManagementApi(resource) || isOwn(resource);
    return isKnown ? ok(resource) : invalidTarget("resource indicator is missing, or unknown");
  },
  grant: (asked = []) => ok(asked.filter((scope) => scope === "all")),
};

const transmit: TokenProfile = {
  audience(resource = transmitAudience) {
    const isKnown = resource === transmitAudience || isOwn(resource);
    return isKnown ? ok(resource) : invalidTarget("unknown resource");
  },
  grant: (_, held) => ok(held),
  subject: toShortId,
  claims: (project, key) => ({
    tid: toShortId(project.id),
    app_id: toShortId(key.id),
    app_name: applicationName(project.settings.dialects.transmit, clientIdOf(key)) ?? brandName(project),
    roles: [],
  }),
  idClaims: (project) => ({ tid: toShortId(project.id) }),
};

/** The token profile of a client: by path, or by its key's dialect, or by the requested resource. */
export function tokenProfileOf(path: IssuerPath, dialect: string | null, resource?: string): TokenProfile {
  if (path === "/cis/oidc" || dialect === "transmit") return transmit;
  if (dialect === "logto" || (dialect === null && resource && isManagementApi(resource))) return logto;
  return plain;
}

/** Logto's name for its management API: of its cloud, whose names its clients keep, or below our own URL. */
export function isManagementApi(resource: string): boolean {
  return /^https:\/\/[a-z0-9-]+\.logto\.app\/api$/.test(resource) || resource === `${env.PUBLIC_URL}/api`;
}

/** This installation's URL or one below it. Tokens are never issued for other services. */
function isOwn(resource: string): boolean {
  if (!URL.canParse(resource) || resource.includes("#")) return false;
  return resource === env.PUBLIC_URL || resource.startsWith(`${env.PUBLIC_URL}/`);
}

function invalidTarget(description: string) {
  return refuse({ code: "invalid_target", description });
}

/** The origin claims of a key's tokens. */
export function originOf(path: IssuerPath, key: { prefix: string }) {
  return { issuer: issuerAt(path), clientId: clientIdOf(key) };
}
