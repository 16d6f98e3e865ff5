import { endpoint, ProjectResource, route, SetDomainBody, toProjectResource } from "@/lib/http/native";
import { removeProjectDomain, setProjectDomain } from "@/lib/installation";
import { mapOk, ok } from "@/lib/result";

const setDomain = endpoint(
  {
    operationId: "setDomain",
    summary: "Set the project's domain",
    description:
      "The host of the project's hosted pages and links, instead of the installation's. Point it here and check it with the call below: it is used from then on.",
    tag: "Project",
    scope: "settings:write",
    body: SetDomainBody,
    response: ProjectResource,
    refusals: ["domain_taken", "domain_is_ours"],
  },
  async ({ ctx, body }) => mapOk(await setProjectDomain(ctx, body.host), toProjectResource),
);

const removeDomain = endpoint(
  {
    operationId: "removeDomain",
    summary: "Remove the project's domain",
    description: "New links lead to the installation's host. Links that were sent keep the domain.",
    tag: "Project",
    scope: "settings:write",
    response: ProjectResource,
    refusals: [],
  },
  async ({ ctx }) => ok(toProjectResource(await removeProjectDomain(ctx))),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PUT: setDomain,
  DELETE: removeDomain,
});
