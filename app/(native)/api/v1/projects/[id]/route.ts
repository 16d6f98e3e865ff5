import { actorOf, forgetKeys } from "@/lib/access";
import {
  installationEndpoint,
  installationRoute,
  ProjectParams,
  ProjectResource,
  toProjectPatch,
  toProjectResource,
  UpdateProjectBody,
} from "@/lib/http/native";
import { findOrdinaryProject } from "@/lib/installation";
import { changeProject } from "@/lib/projects";
import { mapOk, ok } from "@/lib/result";

const getOneProject = installationEndpoint(
  {
    operationId: "getProjectById",
    summary: "Get a project",
    tag: "Projects",
    scope: "projects:read",
    params: ProjectParams,
    response: ProjectResource,
    refusals: ["project_not_found"],
  },
  async ({ params }) => mapOk(await findOrdinaryProject(params.id), toProjectResource),
);

const updateOneProject = installationEndpoint(
  {
    operationId: "updateProjectById",
    summary: "Update a project",
    description: "A merge patch, as in `PATCH /api/v1/project`. Archived projects can be updated, too.",
    tag: "Projects",
    scope: "projects:write",
    params: ProjectParams,
    body: UpdateProjectBody,
    response: ProjectResource,
    refusals: ["project_not_found"],
  },
  async ({ ctx, params, body }) => {
    const found = await findOrdinaryProject(params.id);
    if (!found.ok) return found;
    const by = { actor: actorOf(ctx.caller), requestId: ctx.requestId };
    const project = await changeProject(params.id, toProjectPatch(body, params.id), by);
    forgetKeys();
    return ok(toProjectResource(project));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = installationRoute({
  GET: getOneProject,
  PATCH: updateOneProject,
});
