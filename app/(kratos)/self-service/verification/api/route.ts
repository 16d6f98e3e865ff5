import { createNativeFlow, publicEndpoint, route } from "@/lib/dialects/kratos";
import { openDoor } from "@/lib/http";

const createNativeVerificationFlow = publicEndpoint(
  "createNativeVerificationFlow",
  "Begin a flow for a native application",
  createNativeFlow,
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = openDoor(
  "/self-service/verification/api",
  route({ GET: createNativeVerificationFlow }),
);
