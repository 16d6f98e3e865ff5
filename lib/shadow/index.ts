export type { ShadowDifference } from "@/drizzle/schema";
export { merge, type NotComparedReason, notComparedReasons, type ShadowEndpoint } from "./merge";
export { clearShadow, listShadow, type RecordedEndpoint, recordShadow } from "./repository";
