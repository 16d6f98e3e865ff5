import { actorOf, forgetKeys } from "@/lib/access";
import {
  endpoint,
  ProjectResource,
  route,
  toProjectPatch,
  toProjectResource,
  UpdateProjectBody,
} from "@/lib/http/native";
import { changeProject, findProject } from "@/lib/projects";
import { ok } from "@/lib/result";

const getProject = endpoint(
  {
    operationId: "getProject",
    summary: "Get the project",
    description: "The project of the API key.",
    tag: "Project",
    scope: "settings:read",
    response: ProjectResource,
    refusals: [],
  },
  async ({ ctx }) => ok(toProjectResource((await findProject(ctx.project.id)) ?? ctx.project)),
);

const updateProject = endpoint(
  {
    operationId: "updateProject",
    summary: "Update the project",
    description:
      "A merge patch: omitted members keep their value, and null clears a nullable one. `branding` and `protection` merge member by member; lists and `policies` are replaced as a whole. Pending verifications keep the policy they were started with. Other processes pick up the change within five seconds.",
    tag: "Project",
    scope: "settings:write",
    body: UpdateProjectBody,
    response: ProjectResource,
    refusals: [],
  },
  async ({ ctx, body }) => {
    const by = { actor: actorOf(ctx.caller), requestId: ctx.requestId };
    const project = await changeProject(ctx.project.id, toProjectPatch(body, ctx.project.id), by);
    forgetKeys();
    return ok(toProjectResource(project));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getProject,
  PATCH: updateProject,
});
