export { type ChangedBy, changeProject } from "./change-project";
export { copiedSettings } from "./copied-settings";
export * from "./dialects";
export {
  builtInPurposes,
  type Channel,
  type ChannelFallback,
  channels,
  effectivePolicies,
  type NamedPolicy,
  type Policies,
  type Policy,
  type PolicyOverrides,
  phoneChannels,
  policies,
  resolveNamedPolicy,
  resolvePolicy,
  type SendLimit,
  type ShownPolicy,
} from "./policy";
export {
  brandName,
  type Domain,
  type Environment,
  environments,
  logoPath,
  ownHost,
  type Project,
  toProject,
} from "./project";
export { forgetHosts, projectOfHost } from "./project-of-host";
export { type ProjectPatch, projectPatch } from "./project-patch";
export {
  defaultProtectionLimits,
  type ProtectionLimit,
  type ProtectionRule,
  type ProtectionSettings,
  protectionRules,
  protectionSettings,
  type RefusedNumberType,
  refusedNumberTypes,
  type VolumeLimit,
} from "./protection";
export {
  findProject,
  findProjectWithDomain,
  findReservedProject,
  insertProject,
  listProjectPage,
  listProjects,
  listProjectsTrusting,
  listProjectsWithRetention,
  lockProject,
  type ProjectPage,
  setArchived,
  setDomain,
  setDomainVerified,
  updateProject,
} from "./repository";
export {
  type DataKind,
  dataKinds,
  keptDays,
  type RetentionSettings,
  retentionMembers,
  retentionSettings,
} from "./retention";
export { allowedReturnUrl, opensApp, withBooleanResult, withCode, withResult } from "./return-url";
export {
  branding,
  embeddingSettings,
  operatorSettings,
  type ProjectSettings,
  projectSettings,
} from "./settings";
export { suggestedCountries } from "./suggested-countries";
