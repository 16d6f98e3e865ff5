import { UserInfo, userEndpoint, userInfo, userRoute } from "@/lib/dialects/transmit";

const read = (operationId: string) =>
  userEndpoint(
    {
      operationId,
      summary: "Get the signed-in user's profile",
      tag: "Transmit",
      scope: null,
      response: UserInfo,
      refusals: ["user_not_found"],
    },
    async ({ ctx }) => userInfo(ctx),
  );

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = userRoute({
  GET: read("transmit.userInfo"),
  POST: read("transmit.userInfoByPost"),
});
