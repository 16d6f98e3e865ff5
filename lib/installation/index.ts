export { archiveProject, restoreProject } from "./archive-project";
export { type CreateProject, createProject } from "./create-project";
export { findOrdinaryProject } from "./find-project";
export type { CreateProjectRefusal, InstallationRefusal, ProjectNotFound } from "./refusals";
