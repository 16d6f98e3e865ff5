import { issueApiKey } from "@/lib/access";
import {
  CreateApiKeyBody,
  installationEndpoint,
  installationRoute,
  NewApiKeyResource,
  ProjectParams,
  toNewApiKeyResource,
  withoutSecret,
} from "@/lib/http/native";
import { findOrdinaryProject } from "@/lib/installation";
import { mapOk } from "@/lib/result";

const createProjectKey = installationEndpoint(
  {
    operationId: "createProjectKey",
    summary: "Create an API key of a project",
    description: "`secret` is the whole key, shown only once, as in `POST /api/v1/api-keys`.",
    tag: "Projects",
    scope: "projects:write",
    params: ProjectParams,
    body: CreateApiKeyBody,
    status: 201,
    response: NewApiKeyResource,
    refusals: ["project_not_found", "scope_not_held", "expiry_in_past"],
    storable: withoutSecret,
  },
  async ({ ctx, params, body }) => {
    const project = await findOrdinaryProject(params.id);
    if (!project.ok) return project;
    return mapOk(await issueApiKey({ ...ctx, project: project.value }, body), toNewApiKeyResource);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = installationRoute({ POST: createProjectKey });
