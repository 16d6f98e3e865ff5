import {
  ConfirmedUser,
  DeleteBody,
  deleteLink,
  LinkPath,
  LinkResponse,
  peekMessage,
  readMessage,
  route,
  v1Endpoint,
} from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const emailLinkGetDeclaration = {
  operationId: "corbado.v1.emailLinkGet",
  summary: "Get an email link. A confirmed one can be read once.",
  tag: "v1",
  scope: "verifications:read",
  params: LinkPath,
  response: LinkResponse,
  refusals: ["not_found"],
} as const;

const emailLinkGet = v1Endpoint(emailLinkGetDeclaration, async ({ ctx, params }) =>
  mapOk(await readMessage(ctx, "link", params.emailLinkID), (emailLink) => ({ data: { emailLink } })),
);

const emailLinkPeek = v1Endpoint(emailLinkGetDeclaration, async ({ ctx, params }) =>
  mapOk(await peekMessage(ctx, "link", params.emailLinkID), (emailLink) => ({ data: { emailLink } })),
);

const emailLinkDelete = v1Endpoint(
  {
    operationId: "corbado.v1.emailLinkDelete",
    summary: "Delete an email link",
    tag: "v1",
    scope: "verifications:write",
    params: LinkPath,
    body: DeleteBody,
    response: ConfirmedUser,
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => deleteLink(ctx, params.emailLinkID),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: emailLinkGet,
  DELETE: emailLinkDelete,
});
export const { HEAD } = route({ GET: emailLinkPeek });
