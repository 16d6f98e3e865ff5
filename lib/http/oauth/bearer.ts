import {
  type AccessToken,
  type ClaimedOrigin,
  type Ctx,
  callerOf,
  claimedOrigin,
  type ExpectedToken,
  type TokenRefusal,
  verifyAccessToken,
  verifyForeignToken,
} from "@/lib/access";
import { type ForeignIssuer, listProjectsTrusting, type Project } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { guardedFetch } from "@/lib/social";
import { findByExternalId, findOrCreateUser, findUser } from "@/lib/users";
import { ownIssuers } from "./token-profiles";

/** `subject_unknown`: a foreign issuer's user is unknown, and the project does not create users. */
export type BearerRefusal = TokenRefusal | { code: "subject_unknown" };

export interface Bearer {
  ctx: Ctx;
  /** Null: the token is a foreign issuer's. */
  token: AccessToken | null;
}

export interface BearerContext extends Pick<Ctx, "dialect" | "requestId"> {
  /** The accepted audiences of our tokens. Foreign tokens must have the audience that the project expects. */
  audiences?: ExpectedToken["audiences"];
}

/**
 * The caller with this bearer token: one of our clients or users, or a user of an issuer that a project trusts. Whether the
 * user still exists is checked by the calls that depend on it.
 */
export async function authenticateBearer(
  token: string,
  by: BearerContext,
  /** The project whose foreign issuers are accepted. Defaults to all projects. */
  projects?: readonly Project[],
): Promise<Result<Bearer, BearerRefusal>> {
  const origin = claimedOrigin(token);
  if (!origin) return refuse({ code: "token_invalid", flaw: "malformed" });
  const issuers = ownIssuers();
  if (!issuers.includes(origin.issuer)) {
    const trusting = projects ?? (await listProjectsTrusting(origin.issuer));
    const foreign = await authenticateForeign(token, origin, trusting, by);
    return foreign.ok ? ok({ ctx: foreign.value, token: null }) : foreign;
  }
  const verified = await verifyAccessToken(token, { issuers, audiences: by.audiences });
  if (!verified.ok) return verified;
  const { project, userId } = verified.value;
  if (userId !== null && (await isSuspended(project, userId, by))) {
    return refuse({ code: "token_invalid", flaw: "subject" });
  }
  return ok({ ctx: ctxOf(project, callerOf(verified.value), by), token: verified.value });
}

async function isSuspended(project: Project, userId: string, by: BearerContext): Promise<boolean> {
  if (!project.hasSuspendedUsers) return false;
  const user = await findUser(ctxOf(project, { kind: "system" }, by), userId);
  return user.ok && user.value.suspendedAt !== null;
}

/**
 * The user of a foreign issuer's token. If two projects accept it, its project is ambiguous, so neither gets it.
 */
async function authenticateForeign(
  token: string,
  { issuer, audiences }: ClaimedOrigin,
  projects: readonly Project[],
  by: BearerContext,
): Promise<Result<Ctx, BearerRefusal>> {
  const known = projects.flatMap((project) =>
    project.settings.dialects.transmit.foreignIssuers
      .filter((trusted) => trusted.issuer === issuer)
      .map((trusted) => ({ project, trusted })),
  );
  if (known.length === 0) return refuse({ code: "token_invalid", flaw: "issuer" });
  const meant = known.filter(({ trusted }) => audiences.includes(trusted.audience));
  const checked = await Promise.all(
    meant.map(async (place) => ({
      ...place,
      verified: await verifyForeignToken(token, place.trusted, guardedFetch),
    })),
  );
  const [first, ...others] = checked.flatMap(({ verified, ...place }) =>
    verified.ok ? [{ ...place, subject: verified.value.sub }] : [],
  );
  if (!first) {
    const flaw = checked.flatMap(({ verified }) => (verified.ok ? [] : [verified.refusal.flaw]))[0];
    return refuse({ code: "token_invalid", flaw: flaw ?? "audience" });
  }
  if (others.some(({ project }) => project.id !== first.project.id))
    return refuse({ code: "token_invalid", flaw: "issuer" });
  return knownUser(first.project, first.trusted, first.subject, by);
}

/**
 * The directory entry of a foreign subject. Its external id names the issuer too: two issuers may give one subject to
 * different people (OpenID Connect Core §2, "sub").
 */
async function knownUser(
  project: Project,
  { issuer, unknownSubject }: ForeignIssuer,
  subject: string,
  by: BearerContext,
): Promise<Result<Ctx, BearerRefusal>> {
  const ctx = ctxOf(project, { kind: "system" }, by);
  const externalId = `${issuer}|${subject}`;
  const user =
    unknownSubject === "create"
      ? await findOrCreateUser(ctx, externalId)
      : await findByExternalId(ctx, externalId);
  if (user?.suspendedAt) return refuse({ code: "token_invalid", flaw: "subject" });
  return user
    ? ok(ctxOf(project, { kind: "user", userId: user.id, client: issuer }, by))
    : refuse({ code: "subject_unknown" });
}

function ctxOf(project: Project, caller: Ctx["caller"], { dialect, requestId }: BearerContext): Ctx {
  return { project, caller, dialect, requestId, endUser: null };
}
