import {
  changeSignInExperience,
  managementEndpoint,
  route,
  SettingsBody,
  SignInExperienceResource,
  showSignInExperience,
} from "@/lib/dialects/logto";
import { ok } from "@/lib/result";

const get = managementEndpoint(
  {
    operationId: "logto.getSignInExperience",
    summary: "Get the sign-in experience",
    tag: "Settings",
    scope: "settings:read",
    response: SignInExperienceResource,
    refusals: [],
  },
  async ({ ctx }) => ok(showSignInExperience(ctx.project)),
);

const change = managementEndpoint(
  {
    operationId: "logto.updateSignInExperience",
    summary: "Update the sign-in experience",
    tag: "Settings",
    scope: "settings:write",
    body: SettingsBody,
    response: SignInExperienceResource,
    refusals: ["guard.invalid_input"],
  },
  ({ ctx, body }) => changeSignInExperience(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, PATCH: change });
