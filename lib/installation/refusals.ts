export type ProjectNotFound = { code: "project_not_found" };

export type CreateProjectRefusal =
  | { code: "copied_project_not_found" }
  /** No operator has this address, so nobody could own the project. */
  | { code: "operator_not_found" };

export type InstallationRefusal = ProjectNotFound | CreateProjectRefusal;
