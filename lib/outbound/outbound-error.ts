/**
 * Why a call to another system failed. `forbidden`: it was not called; `unreachable`: no response; `unusable`: an invalid
 * response. `explanation` continues "The provider could not be reached: …" and contains no quotes.
 */
export class OutboundError extends Error {
  override readonly name = "OutboundError";

  constructor(
    readonly reason: "forbidden" | "unreachable" | "unusable",
    readonly explanation: string,
  ) {
    super(explanation);
  }
}
