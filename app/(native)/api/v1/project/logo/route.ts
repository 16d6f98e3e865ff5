import { removeLogo, setLogo } from "@/lib/branding";
import {
  endpoint,
  maxLogoBodyBytes,
  ProjectResource,
  route,
  SetLogoBody,
  toProjectResource,
} from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";

const setProjectLogo = endpoint(
  {
    operationId: "setLogo",
    summary: "Upload the project's logo",
    description:
      "Shown in emails and on hosted pages, instead of `branding.logoUrl`. We turn it into a PNG that fits into 640 × 128 pixels and keep nothing else of the file.",
    tag: "Project",
    scope: "settings:write",
    body: SetLogoBody,
    maxBodyBytes: maxLogoBodyBytes,
    response: ProjectResource,
    refusals: ["logo_unreadable"],
  },
  async ({ ctx, body }) => mapOk(await setLogo(ctx, Buffer.from(body.content, "base64")), toProjectResource),
);

const removeProjectLogo = endpoint(
  {
    operationId: "removeLogo",
    summary: "Remove the project's logo",
    description: "`branding.logoUrl` is shown again, if there is one. Emails that were sent keep the logo.",
    tag: "Project",
    scope: "settings:write",
    response: ProjectResource,
    refusals: [],
  },
  async ({ ctx }) => ok(toProjectResource(await removeLogo(ctx))),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PUT: setProjectLogo,
  DELETE: removeProjectLogo,
});
