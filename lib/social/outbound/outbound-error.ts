/**
 * Why a provider was not heard. `forbidden`: we did not even ask; `unreachable`: no answer; `unusable`: an answer that no
 * provider gives. `words` continue "The provider could not be asked: …" and quote nothing.
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
