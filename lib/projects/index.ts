export {
  builtInPurposes,
  type Channel,
  type Policies,
  type Policy,
  resolvePolicy,
  type SendLimit,
} from "./policy";
export { brandName, type Project, toProject } from "./project";
export { findProject, findReservedProject, insertProject, listProjects, updateProject } from "./repository";
export { allowedReturnUrl, withResult } from "./return-url";
export { branding, type Locale, locales, type ProjectSettings, projectSettings } from "./settings";
