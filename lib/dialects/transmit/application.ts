import type { CustomMessage } from "@/drizzle/schema";
import { applicationName, type Project } from "@/lib/projects";

/** A message with the application's own name, if it has one. `client`: the OAuth client id. */
export function messageOf(
  project: Project,
  client: string,
  given?: CustomMessage,
): CustomMessage | undefined {
  const brand = applicationName(project.settings.dialects.transmit, client);
  return brand === undefined ? given : { ...given, brand };
}
