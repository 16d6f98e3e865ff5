/** The three kinds of message that v1 sends, and the vendor's names for their members. */
export const kinds = {
  link: {
    prefix: "eml",
    policy: "email_link",
    offers: "link",
    recipientField: "email",
    idField: "emailLinkID",
    secretField: "token",
  },
  emailCode: {
    prefix: "emc",
    policy: "email_code",
    offers: "code",
    recipientField: "email",
    idField: "emailCodeID",
    secretField: "code",
  },
  smsCode: {
    prefix: "sms",
    policy: "sms_code",
    offers: "code",
    recipientField: "phoneNumber",
    idField: "smsCodeID",
    secretField: "smsCode",
  },
} as const;
export type Kind = keyof typeof kinds;

export const policyNameOf = (kind: Kind) => `corbado.${kinds[kind].policy}` as const;
