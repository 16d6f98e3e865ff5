import NextAuth from "next-auth";
import { authOptions } from "@/app/(console)/_session/next-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The console's sign-in, session and sign-out. Options wait for the first request: the build has no environment. */
function handler(request: Request, context: Context): Promise<Response> {
  return NextAuth(authOptions())(request, context);
}

export { handler as GET, handler as POST };
