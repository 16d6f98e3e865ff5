/** The three things that v1 sends, and how their members are called. */
export const kinds = {
  link: {
    prefix: "eml",
    policy: "email_link",
    offers: "link",
    to: "email",
    id: "emailLinkID",
    secret: "token",
  },
  emailCode: {
    prefix: "emc",
    policy: "email_code",
    offers: "code",
    to: "email",
    id: "emailCodeID",
    secret: "code",
  },
  smsCode: {
    prefix: "sms",
    policy: "sms_code",
    offers: "code",
    to: "phoneNumber",
    id: "smsCodeID",
    secret: "smsCode",
  },
} as const;
export type Kind = keyof typeof kinds;

export const policyNameOf = (kind: Kind) => `corbado.${kinds[kind].policy}` as const;
