import { z } from "zod";
import { CreateEmailBody, createAddress, route, UserPath, v1Endpoint } from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const userEmailCreate = v1Endpoint(
  {
    operationId: "corbado.v1.userEmailCreate",
    summary: "Add an email address to a user",
    tag: "v1",
    scope: "users:write",
    params: UserPath,
    body: CreateEmailBody,
    response: z.strictObject({ data: z.strictObject({ emailID: z.string() }) }),
    refusals: ["not_found", "value_refused"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await createAddress(ctx, params.userID, "email", body.email), (emailID) => ({ data: { emailID } })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: userEmailCreate });
