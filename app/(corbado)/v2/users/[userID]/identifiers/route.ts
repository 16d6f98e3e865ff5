import {
  CreateIdentifierBody,
  createIdentifier,
  endpoint,
  IdentifierResource,
  loadUser,
  route,
  UserPath,
} from "@/lib/dialects/corbado";

const identifierCreate = endpoint(
  {
    operationId: "corbado.identifierCreate",
    summary: "Create a login identifier",
    tag: "Identifiers",
    scope: "users:write",
    params: UserPath,
    load: loadUser,
    body: CreateIdentifierBody,
    response: IdentifierResource,
    refusals: ["user_not_found", "identifier_exists", "identifier_taken"],
  },
  async ({ ctx, loaded: user, body }) => createIdentifier(ctx, user, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: identifierCreate });
