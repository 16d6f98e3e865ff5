import { EmailCodePath, EmailCodeRead, envelopedEndpoint, readMessage, route } from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const emailCodeGet = envelopedEndpoint(
  {
    operationId: "corbado.v1.emailCodeGet",
    summary: "Get a code that went by email; once more after it was confirmed",
    tag: "v1",
    scope: "verifications:read",
    params: EmailCodePath,
    response: EmailCodeRead,
    refusals: ["not_found"],
  },
  async ({ ctx, params }) =>
    mapOk(await readMessage(ctx, "emailCode", params.emailCodeID), (emailCode) => ({ data: { emailCode } })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: emailCodeGet });
