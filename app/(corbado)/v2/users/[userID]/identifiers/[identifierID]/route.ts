import { z } from "zod";
import {
  endpoint,
  envelopedEndpoint,
  IdentifierPath,
  IdentifierResource,
  loadIdentifier,
  route,
  toIdentifierResource,
  toIdentifierStatus,
  UpdateIdentifierBody,
} from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";
import { removeIdentifier, setIdentifierStatus } from "@/lib/users";

const identifierUpdate = endpoint(
  {
    operationId: "corbado.identifierUpdate",
    summary: "Change the status of a login identifier",
    tag: "Identifiers",
    scope: "users:write",
    params: IdentifierPath,
    load: loadIdentifier,
    body: UpdateIdentifierBody,
    response: IdentifierResource,
    refusals: ["user_not_found", "identifier_not_found", "identifier_taken"],
  },
  async ({ ctx, loaded: { user, identifier }, body }) => {
    const ids = { userId: user.id, identifierId: identifier.id };
    const changed = await setIdentifierStatus(ctx, { ...ids, status: toIdentifierStatus(body.status) });
    return mapOk(changed, (updated) => toIdentifierResource({ ...updated, userNumber: user.number }));
  },
);

const identifierDelete = envelopedEndpoint(
  {
    operationId: "corbado.identifierDelete",
    summary: "Delete a login identifier",
    tag: "Identifiers",
    scope: "users:write",
    params: IdentifierPath,
    load: loadIdentifier,
    response: z.strictObject({}),
    refusals: ["user_not_found", "identifier_not_found"],
  },
  async ({ ctx, loaded: { user, identifier } }) =>
    mapOk(await removeIdentifier(ctx, { userId: user.id, identifierId: identifier.id }), () => ({})),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: identifierUpdate,
  DELETE: identifierDelete,
});
