import { challengePolicy, messagePolicy } from "@/lib/dialects/corbado/policies";
import { flowPolicy } from "@/lib/dialects/kratos/policies";
import { genericPolicy } from "@/lib/dialects/logto/policies";
import { otpPolicy } from "@/lib/dialects/transmit/policies";
import { verificationPolicy } from "@/lib/dialects/twilio/policies";
import type { NamedPolicy, Project } from "@/lib/projects";

/** Policies by which a stranger can have an email sent, one or two of each dialect. Delete a dialect's lines with it. */
export function dialectPolicies(project: Project): NamedPolicy[] {
  return [
    challengePolicy({ lifetimeSeconds: 600, offers: "code", deliver: "send" }),
    messagePolicy("email_code", { lifetimeSeconds: 600, offers: "code" }),
    flowPolicy("code", project.settings.dialects.kratos),
    genericPolicy(project),
    otpPolicy(project),
    verificationPolicy({ codeLength: 6 }),
  ];
}
