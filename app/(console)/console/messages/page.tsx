import { goToMyProject } from "../../_session/my-project";

/** The inbox's URL without a project, for the terminal and the start page. */
export default async function MessagesPage(): Promise<never> {
  return goToMyProject("/messages");
}
