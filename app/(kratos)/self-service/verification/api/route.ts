import { createNativeFlow, publicEndpoint, route } from "@/lib/dialects/kratos";
import { onFastPath } from "@/lib/http";

const createNativeVerificationFlow = publicEndpoint(
  "createNativeVerificationFlow",
  "Create a flow for a native application",
  createNativeFlow,
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/self-service/verification/api",
  route({ GET: createNativeVerificationFlow }),
);
