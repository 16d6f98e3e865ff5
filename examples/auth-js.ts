import { type Client, checkCode, ProblemError } from "@countersign/client";
import CredentialsProvider from "next-auth/providers/credentials";

/**
 * Sign-in by code for Auth.js: `NextAuth({ providers: [countersign(client)] })`. Start the verification with the purpose
 * `authenticate` in a route of your own, then call `signIn("countersign", { verificationId, code })`.
 */
export function countersign(client: Client) {
  return CredentialsProvider({
    id: "countersign",
    name: "Code",
    credentials: { verificationId: { label: "Verification" }, code: { label: "Code" } },
    async authorize(credentials) {
      if (!credentials) return null;
      const { verificationId, code } = credentials;
      try {
        const { identifier } = await checkCode(client, {
          id: verificationId,
          code,
          expect: { purpose: "authenticate" },
        });
        return identifier && { id: identifier.value, email: identifier.value };
      } catch (error) {
        if (error instanceof ProblemError) return null;
        throw error;
      }
    },
  });
}
