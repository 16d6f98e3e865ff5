import { DomainCheckResource, EmptyBody, endpoint, route, toDomainCheckResource } from "@/lib/http/native";
import { checkDomain } from "@/lib/installation";
import { mapOk } from "@/lib/result";

const checkTheDomain = endpoint(
  {
    operationId: "checkDomain",
    summary: "Check the project's domain",
    description:
      "Requests `https://<host>/.well-known/countersign-domain`, which must be answered by this installation. A domain that fails is not used until a check succeeds.",
    tag: "Project",
    scope: "settings:write",
    body: EmptyBody,
    response: DomainCheckResource,
    refusals: ["domain_not_set"],
  },
  async ({ ctx }) => mapOk(await checkDomain(ctx), toDomainCheckResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: checkTheDomain });
