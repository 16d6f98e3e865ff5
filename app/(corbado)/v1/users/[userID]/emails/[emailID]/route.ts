import { z } from "zod";
import {
  DeleteBody,
  deleteAddress,
  EmailPath,
  EmailV1,
  findAddress,
  route,
  toEmailV1,
  v1Endpoint,
} from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const userEmailGet = v1Endpoint(
  {
    operationId: "corbado.v1.userEmailGet",
    summary: "Get a user's email address",
    tag: "v1",
    scope: "users:read",
    params: EmailPath,
    response: z.strictObject({ data: z.strictObject({ email: EmailV1 }) }),
    refusals: ["not_found"],
  },
  async ({ ctx, params }) =>
    mapOk(await findAddress(ctx, params.userID, "email", params.emailID), (found) => ({
      data: { email: toEmailV1(found) },
    })),
);

const userEmailDelete = v1Endpoint(
  {
    operationId: "corbado.v1.userEmailDelete",
    summary: "Delete a user's email address",
    tag: "v1",
    scope: "users:write",
    params: EmailPath,
    body: DeleteBody,
    response: z.strictObject({}),
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => deleteAddress(ctx, params.userID, "email", params.emailID),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: userEmailGet,
  DELETE: userEmailDelete,
});
