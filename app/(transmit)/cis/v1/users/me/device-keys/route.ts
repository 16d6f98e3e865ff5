import { DeviceKeys, deviceKeys, userEndpoint, userRoute } from "@/lib/dialects/transmit";

const list = userEndpoint(
  {
    operationId: "transmit.listOwnDeviceKeys",
    summary: "List the signed-in user's device keys",
    tag: "Transmit",
    scope: null,
    response: DeviceKeys,
    refusals: ["user_not_found"],
  },
  async ({ ctx }) => deviceKeys(ctx),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = userRoute({ GET: list });
