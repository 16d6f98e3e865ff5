import { adminEndpoint, getMessage, route } from "@/lib/dialects/kratos";

const getCourierMessage = adminEndpoint(
  "getCourierMessage",
  "Show a message",
  "verifications:read",
  getMessage,
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getCourierMessage });
