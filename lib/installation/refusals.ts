export type ProjectNotFound = { code: "project_not_found" };

export type CreateProjectRefusal =
  | { code: "copied_project_not_found" }
  /** No operator has this address, so nobody could own the project. */
  | { code: "operator_not_found" };

export type SetDomainRefusal =
  /** Another project has it. */
  | { code: "domain_taken" }
  /** It is the host of `PUBLIC_URL`, which all projects share. */
  | { code: "domain_is_ours" };

export type DomainNotSet = { code: "domain_not_set" };

export type InstallationRefusal = ProjectNotFound | CreateProjectRefusal | SetDomainRefusal | DomainNotSet;
