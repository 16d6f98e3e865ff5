import { publicEndpoint, route, submit } from "@/lib/dialects/kratos";
import { onFastPath } from "@/lib/http";

/** GET submits the parameters of a mailed link. */
const updateVerificationFlow = publicEndpoint("updateVerificationFlow", "Submit to a flow", submit);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/self-service/verification",
  route({ GET: updateVerificationFlow, POST: updateVerificationFlow }),
);
