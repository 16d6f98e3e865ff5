import type { Ctx } from "@/lib/access";
import { endUserOf, findWireSessionAnywhere, type Protocol, requestOrigin } from "@/lib/http";
import { findProject, type Project, projectOfHost } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { logtoEndpointFor } from "../endpoint";
import type { LogtoError, LogtoRefusal } from "../errors";
import { sharedProtocol } from "../protocol";
import { interactionIdOf } from "./cookies";
import { interactionNotFound } from "./interaction";

type Lost = LogtoError<"session.not_found">;

/** Authenticates a browser by its interaction's cookie. */
async function authenticateBrowser(request: Request, requestId: string): Promise<Result<Ctx, Lost>> {
  const found = await findInteraction(request);
  return found.ok ? ok(ctxOf(request, requestId, found.value.project, found.value.id)) : found;
}

/** The same, but also accepts a browser without an interaction, if the project allows starting one. */
async function authenticateNewBrowser(request: Request, requestId: string): Promise<Result<Ctx, Lost>> {
  const found = await findInteraction(request);
  if (found.ok) return ok(ctxOf(request, requestId, found.value.project, found.value.id));
  const project = await projectOfHost(requestOrigin(request.headers).host);
  const isAllowed = project?.settings.dialects.logto.anonymousInteractions;
  return project && isAllowed ? ok(ctxOf(request, requestId, project, noInteraction)) : found;
}

/** The nonce of a caller without an interaction. */
export const noInteraction = "";

async function findInteraction(request: Request): Promise<Result<{ id: string; project: Project }, Lost>> {
  const id = interactionIdOf(request);
  if (!id) return interactionNotFound("interaction session id cookie not found");
  const session = await findWireSessionAnywhere(sharedProtocol.dialect, id);
  const project = session && (await findProject(session.projectId));
  return project ? ok({ id: session.id, project }) : interactionNotFound();
}

function ctxOf({ headers }: Request, requestId: string, project: Project, nonce: string): Ctx {
  const caller = { kind: "page", nonce } as const;
  return {
    project,
    caller,
    dialect: sharedProtocol.dialect,
    requestId,
    endUser: endUserOf(headers),
  };
}

/** The sign-in page calls with a cookie, not a token. A call without a value responds with 204. */
const experienceProtocol: Protocol<LogtoRefusal> = {
  ...sharedProtocol,
  authenticate: authenticateBrowser,
  renderValue: (status, value, rendering) =>
    sharedProtocol.renderValue(value === undefined ? 204 : status, value, rendering),
};

/** The sign-in page's first call. */
const beginningProtocol: Protocol<LogtoRefusal> = {
  ...experienceProtocol,
  authenticate: authenticateNewBrowser,
};

/** Declares an endpoint of the Experience API. */
export const experienceEndpoint = logtoEndpointFor(experienceProtocol);

/** Declares the endpoint that can start an interaction. */
export const beginningEndpoint = logtoEndpointFor(beginningProtocol);
