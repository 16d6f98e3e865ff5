import {
  ConfirmedUser,
  deleteLink,
  envelopedEndpoint,
  LinkPath,
  LinkRead,
  readMessage,
  route,
} from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const emailLinkGet = envelopedEndpoint(
  {
    operationId: "corbado.v1.emailLinkGet",
    summary: "Get an email link; once more after it was confirmed",
    tag: "v1",
    scope: "verifications:read",
    params: LinkPath,
    response: LinkRead,
    refusals: ["not_found"],
  },
  async ({ ctx, params }) =>
    mapOk(await readMessage(ctx, "link", params.emailLinkID), (emailLink) => ({ data: { emailLink } })),
);

const emailLinkDelete = envelopedEndpoint(
  {
    operationId: "corbado.v1.emailLinkDelete",
    summary: "Delete an email link",
    tag: "v1",
    scope: "verifications:write",
    params: LinkPath,
    response: ConfirmedUser,
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => deleteLink(ctx, params.emailLinkID),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: emailLinkGet,
  DELETE: emailLinkDelete,
});
