import { publicEndpoint, route, submit } from "@/lib/dialects/kratos";
import { onFastPath } from "@/lib/http";

/** By GET it takes what a mailed link brings. */
const updateVerificationFlow = publicEndpoint("updateVerificationFlow", "Submit to a flow", submit);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/self-service/verification",
  route({ GET: updateVerificationFlow, POST: updateVerificationFlow }),
);
