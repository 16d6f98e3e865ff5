import { adminEndpoint, listMessages, route } from "@/lib/dialects/kratos";

const listCourierMessages = adminEndpoint(
  "listCourierMessages",
  "List messages",
  "verifications:read",
  listMessages,
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listCourierMessages });
