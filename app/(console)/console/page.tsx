import { goToMyProject } from "../_session/my-project";

export default async function ConsolePage(): Promise<never> {
  return goToMyProject();
}
