import {
  AccountCenterResource,
  changeAccountCenter,
  managementEndpoint,
  route,
  SettingsBody,
  showAccountCenter,
} from "@/lib/dialects/logto";
import { ok } from "@/lib/result";

const get = managementEndpoint(
  {
    operationId: "logto.getAccountCenter",
    summary: "Get the account center",
    tag: "Settings",
    scope: "settings:read",
    response: AccountCenterResource,
    refusals: [],
  },
  async ({ ctx }) => ok(showAccountCenter(ctx.project)),
);

const change = managementEndpoint(
  {
    operationId: "logto.updateAccountCenter",
    summary: "Update the account center",
    tag: "Settings",
    scope: "settings:write",
    body: SettingsBody,
    response: AccountCenterResource,
    refusals: ["guard.invalid_input"],
  },
  ({ ctx, body }) => changeAccountCenter(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, PATCH: change });
