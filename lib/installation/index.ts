export { archiveProject, restoreProject } from "./archive-project";
export { type CreateProject, createProject } from "./create-project";
export { checkDomain, type DomainCheck } from "./domains/check-domain";
export { domainProof } from "./domains/domain-proof";
export { mayHaveCertificate } from "./domains/may-have-certificate";
export { removeProjectDomain, setProjectDomain } from "./domains/set-domain";
export { findOrdinaryProject } from "./find-project";
export type {
  CreateProjectRefusal,
  DomainNotSet,
  InstallationRefusal,
  ProjectNotFound,
  SetDomainRefusal,
} from "./refusals";
