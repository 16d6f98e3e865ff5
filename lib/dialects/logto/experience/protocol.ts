import type { Ctx } from "@/lib/access";
import { clientAddress, findWireSessionAnywhere, networkOf, type Protocol, requestOrigin } from "@/lib/http";
import { findProject, type Project, projectOfHost } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { logtoEndpointFor } from "../endpoint";
import type { LogtoError, LogtoRefusal } from "../errors";
import { sharedProtocol } from "../protocol";
import { interactionIdOf } from "./cookies";
import { lostInteraction } from "./interaction";

type Lost = LogtoError<"session.not_found">;

/** The browser whose cookie names a living interaction. */
async function authenticateBrowser(request: Request, requestId: string): Promise<Result<Ctx, Lost>> {
  const found = await interactionOf(request);
  return found ? ok(ctxOf(request, requestId, found.project, found.id)) : lostInteraction();
}

/** That, or one that comes without: it may begin an interaction, where the project lets it. */
async function authenticateNewcomer(request: Request, requestId: string): Promise<Result<Ctx, Lost>> {
  const found = await interactionOf(request);
  if (found) return ok(ctxOf(request, requestId, found.project, found.id));
  const project = await projectOfHost(requestOrigin(request.headers).host);
  const mayBegin = project?.settings.dialects.logto.anonymousInteractions;
  return project && mayBegin ? ok(ctxOf(request, requestId, project, newcomer)) : lostInteraction();
}

/** What a newcomer's context says in place of an interaction. */
export const newcomer = "";

async function interactionOf(request: Request): Promise<{ id: string; project: Project } | null> {
  const id = interactionIdOf(request);
  const session = id && (await findWireSessionAnywhere(sharedProtocol.dialect, id));
  const project = session && (await findProject(session.projectId));
  return session && project ? { id: session.id, project } : null;
}

function ctxOf({ headers }: Request, requestId: string, project: Project, nonce: string): Ctx {
  const caller = { kind: "page", nonce } as const;
  return {
    project,
    caller,
    dialect: sharedProtocol.dialect,
    requestId,
    network: networkOf(clientAddress(headers)),
  };
}

/** The sign-in page calls: no token, a cookie. Where one of its calls has nothing to say, that shows in the status. */
const experienceProtocol: Protocol<LogtoRefusal> = {
  ...sharedProtocol,
  authenticate: authenticateBrowser,
  renderValue: (status, value, rendering) =>
    sharedProtocol.renderValue(value === undefined ? 204 : status, value, rendering),
};

/** The sign-in page's first call. */
const beginningProtocol: Protocol<LogtoRefusal> = {
  ...experienceProtocol,
  authenticate: authenticateNewcomer,
};

/** Declares an endpoint of the Experience API. */
export const experienceEndpoint = logtoEndpointFor(experienceProtocol);

/** Declares the endpoint that may begin an interaction. */
export const beginningEndpoint = logtoEndpointFor(beginningProtocol);
