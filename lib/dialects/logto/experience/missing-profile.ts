import type { Project } from "@/lib/projects";
import type { StagedProfile } from "./interaction";

type Missing = "username" | "email" | "phone" | "password" | "emailOrPhone";

/** What a registration still lacks, according to the project's sign-up settings. */
export function missingFrom({ settings }: Project, profile: StagedProfile): Missing[] {
  const { signUp, socialSignIn } = settings.dialects.logto.signInExperience;
  const secondary = (signUp.secondaryIdentifiers ?? []).map(({ identifier }) => identifier);
  const wanted: Missing[] = [...primaryOf(signUp.identifiers), ...secondary];
  const isSocial = (profile.accounts ?? []).length > 0;
  // By default a social account is enough, and no other identifier is asked for.
  const isEnough = isSocial && (socialSignIn.skipRequiredIdentifiers ?? true);
  if (signUp.password && !isSocial) wanted.push("password");
  return [...new Set(wanted)].filter((one) => !(isEnough && one !== "password") && !has(profile, one));
}

/** If both address and number are listed, either is enough. */
function primaryOf(identifiers: readonly ("email" | "phone" | "username")[]): Missing[] {
  const isEither = identifiers.includes("email") && identifiers.includes("phone");
  const others = identifiers.filter((one) => !(isEither && one !== "username"));
  return isEither ? ["emailOrPhone", ...others] : others;
}

function has({ email, phone, username, passwordHash }: StagedProfile, one: Missing): boolean {
  switch (one) {
    case "email":
      return email !== undefined;
    case "phone":
      return phone !== undefined;
    case "emailOrPhone":
      return (email ?? phone) !== undefined;
    case "username":
      return username !== undefined;
    case "password":
      return passwordHash !== undefined;
  }
}
