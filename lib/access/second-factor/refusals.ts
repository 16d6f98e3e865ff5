/** Why a second factor was not accepted or added. */
export type SecondFactorRefusal =
  | { code: "second_factor_wrong" }
  /** Ten wrong codes within a day. A passkey or a recovery code still works. */
  | { code: "too_many_guesses" }
  /** The code is right, but was used before. */
  | { code: "code_used" }
  | { code: "passkey_invalid" }
  | { code: "passkey_taken" }
  | { code: "totp_taken" };
