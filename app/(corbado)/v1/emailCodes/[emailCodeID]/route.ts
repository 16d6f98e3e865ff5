import {
  EmailCodePath,
  EmailCodeResponse,
  peekMessage,
  readMessage,
  route,
  v1Endpoint,
} from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const emailCodeGetDeclaration = {
  operationId: "corbado.v1.emailCodeGet",
  summary: "Get an email code. A confirmed one can be read once.",
  tag: "v1",
  scope: "verifications:read",
  params: EmailCodePath,
  response: EmailCodeResponse,
  refusals: ["not_found"],
} as const;

const emailCodeGet = v1Endpoint(emailCodeGetDeclaration, async ({ ctx, params }) =>
  mapOk(await readMessage(ctx, "emailCode", params.emailCodeID), (emailCode) => ({ data: { emailCode } })),
);

const emailCodePeek = v1Endpoint(emailCodeGetDeclaration, async ({ ctx, params }) =>
  mapOk(await peekMessage(ctx, "emailCode", params.emailCodeID), (emailCode) => ({ data: { emailCode } })),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: emailCodeGet });
export const { HEAD } = route({ GET: emailCodePeek });
