import type { InstallationRefusal } from "@/lib/installation";
import type { Problem } from "./problems";

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
  operator_not_found: {
    status: 422,
    title: "Nobody would own the project.",
    detail: () => "No operator of the console has this address.",
    advice:
      "Use the address of an existing operator. Without ownerEmail, the installation's owners own the project; if it has none, name one.",
  },
};
