import { goToMyProject } from "../../_session/my-project";

/** The address of the inbox that the terminal and the start page tell: neither knows a project. */
export default async function MessagesPage(): Promise<never> {
  return goToMyProject("/messages");
}
