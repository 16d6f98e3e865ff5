import {
  PasswordRegistered,
  RegisterPassword,
  registerPassword,
  userEndpoint,
  userRoute,
} from "@/lib/dialects/transmit";

const register = userEndpoint(
  {
    operationId: "transmit.registerPassword",
    summary: "Set the signed-in user's first password",
    tag: "Transmit",
    scope: null,
    body: RegisterPassword,
    response: PasswordRegistered,
    refusals: ["user_not_found", "user_exists", "value_refused", "password_exists"],
  },
  async ({ ctx, body }) => registerPassword(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = userRoute({ POST: register });
