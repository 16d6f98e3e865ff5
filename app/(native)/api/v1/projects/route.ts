import { pageOf, toPage } from "@/lib/http";
import {
  CreateProjectBody,
  installationEndpoint,
  installationRoute,
  ProjectQuery,
  ProjectResource,
  toProjectResource,
} from "@/lib/http/native";
import { createProject } from "@/lib/installation";
import { listProjectPage } from "@/lib/projects";
import { mapOk, ok } from "@/lib/result";

const createOneProject = installationEndpoint(
  {
    operationId: "createProject",
    summary: "Create a project",
    description: "The project has the built-in inbox and no API key. Create its keys with the call below.",
    tag: "Projects",
    scope: "projects:write",
    body: CreateProjectBody,
    status: 201,
    response: ProjectResource,
    refusals: ["copied_project_not_found", "operator_not_found"],
    storable: (project) => project,
  },
  async ({ ctx, body: { copyFrom, ...given } }) => {
    const source = copyFrom && { projectId: copyFrom.project, providers: copyFrom.providers };
    return mapOk(await createProject(ctx, { ...given, copyFrom: source }), toProjectResource);
  },
);

const listAllProjects = installationEndpoint(
  {
    operationId: "listProjects",
    summary: "List projects",
    description: "Oldest first, including archived ones.",
    tag: "Projects",
    scope: "projects:read",
    query: ProjectQuery,
    response: pageOf(ProjectResource),
    refusals: [],
  },
  async ({ query: { limit, cursor, environment, archived } }) => {
    const page = { after: cursor, environment, isArchived: archived, limit: limit + 1 };
    return ok(toPage(await listProjectPage(page), limit, toProjectResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = installationRoute({
  GET: listAllProjects,
  POST: createOneProject,
});
