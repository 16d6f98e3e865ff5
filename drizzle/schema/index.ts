export * from "./access";
export * from "./deliveries";
export * from "./events";
export * from "./http";
export * from "./installation";
export type * from "./policy";
export * from "./projects";
export * from "./users";
export * from "./verifications";
