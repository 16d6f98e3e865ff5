import {
  EmptyBody,
  installationEndpoint,
  installationRoute,
  ProjectParams,
  ProjectResource,
  toProjectResource,
} from "@/lib/http/native";
import { restoreProject } from "@/lib/installation";
import { mapOk } from "@/lib/result";

const restoreOneProject = installationEndpoint(
  {
    operationId: "restoreProject",
    summary: "Restore a project",
    description:
      "Its API keys, hosted pages and links work again. Restoring a project that is in use changes nothing.",
    tag: "Projects",
    scope: "projects:write",
    params: ProjectParams,
    body: EmptyBody,
    response: ProjectResource,
    refusals: ["project_not_found"],
  },
  async ({ ctx, params }) => mapOk(await restoreProject(ctx, params.id), toProjectResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = installationRoute({
  POST: restoreOneProject,
});
