import {
  EmptyBody,
  installationEndpoint,
  installationRoute,
  ProjectParams,
  ProjectResource,
  toProjectResource,
} from "@/lib/http/native";
import { archiveProject } from "@/lib/installation";
import { mapOk } from "@/lib/result";

const archiveOneProject = installationEndpoint(
  {
    operationId: "archiveProject",
    summary: "Archive a project",
    description:
      "The project's API keys, hosted pages and links are refused within five seconds. Nothing is deleted, and messages that are already queued are still sent. Archiving an archived project changes nothing.",
    tag: "Projects",
    scope: "projects:write",
    params: ProjectParams,
    body: EmptyBody,
    response: ProjectResource,
    refusals: ["project_not_found"],
  },
  async ({ ctx, params }) => mapOk(await archiveProject(ctx, params.id), toProjectResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = installationRoute({
  POST: archiveOneProject,
});
