import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import type { VoiceMessage } from "../../message";

/** The instructions for a call (https://www.twilio.com/docs/voice/twiml/say). The SDK escapes the text. */
export function twimlOf({ language, sentences }: VoiceMessage): string {
  const response = new VoiceResponse();
  // People need a moment to bring the phone to their ear.
  response.pause({ length: 1 });
  for (const sentence of sentences) {
    response.say({ language: language as "en-US" }, sentence);
    response.pause({ length: 1 });
  }
  return response.toString();
}
