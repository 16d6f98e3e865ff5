import { actorOf, forgetKeys } from "@/lib/access";
import { endpoint, ProjectResource, route, toProjectResource, UpdateProjectBody } from "@/lib/http/native";
import { changeProject, findProject } from "@/lib/projects";
import { ok } from "@/lib/result";

const getProject = endpoint(
  {
    operationId: "getProject",
    summary: "Get the project",
    description: "The one that the API key belongs to.",
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
    summary: "Change the project",
    description:
      "A merge patch: what is left out stays as it is, and null clears what may be null. `branding` merges member by member; lists and `policies` are replaced as a whole. Running verifications keep the policy they started with. Other processes follow within five seconds.",
    tag: "Project",
    scope: "settings:write",
    body: UpdateProjectBody,
    response: ProjectResource,
    refusals: [],
  },
  async ({ ctx, body }) => {
    const by = { actor: actorOf(ctx.caller), requestId: ctx.requestId };
    const project = await changeProject(ctx.project.id, body, by);
    forgetKeys();
    return ok(toProjectResource(project));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getProject,
  PATCH: updateProject,
});
