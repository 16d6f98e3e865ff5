import type { InstallationRefusal } from "@/lib/installation";
import type { Problem } from "./problem";

/** The problems for refusals of `lib/installation`. */
export const installationProblems: {
  [C in InstallationRefusal["code"]]: Problem<Extract<InstallationRefusal, { code: C }>>;
} = {
  project_not_found: {
    status: 404,
    title: "Project not found.",
    detail: () => "This installation has no project with this id.",
    advice: "List the projects to find the right id.",
  },
  copied_project_not_found: {
    status: 422,
    title: "The project to copy was not found.",
    detail: () => "This installation has no project with the id in copyFrom.",
    advice: "List the projects to find the right id, or omit copyFrom.",
  },
  domain_taken: {
    status: 409,
    title: "Another project has this domain.",
    detail: () => "A domain belongs to one project of the installation.",
    advice: "Use another host, or remove the domain from the other project first.",
  },
  domain_is_ours: {
    status: 422,
    title: "This is the installation's own host.",
    detail: () => "All projects without a domain share it.",
    advice: "Use another host, or remove the domain to use this one.",
  },
  domain_not_set: {
    status: 409,
    title: "The project has no domain.",
    detail: () => "Set one before you check it.",
    advice: "Set it with PUT /api/v1/project/domain.",
  },
  operator_not_found: {
    status: 422,
    title: "Nobody would own the project.",
    detail: () => "No operator of the console has this address.",
    advice:
      "Use the address of an existing operator. Without ownerEmail, the installation's owners own the project; if it has none, name one.",
  },
};
