import { ok, type Result, refuse } from "@/lib/result";
import { findByReturnCode, returnUrlWithCode } from "@/lib/verification";

/** The application's URL with the code, for the browser that opens the URI of `validateLoginCode`. */
export async function completeSignIn(
  code: string,
): Promise<Result<{ location: string }, { code: "link_unknown" }>> {
  const v = await findByReturnCode(code);
  const location = v && returnUrlWithCode(v, true);
  return location ? ok({ location }) : refuse({ code: "link_unknown" });
}
