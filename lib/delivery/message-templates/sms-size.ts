/** The GSM 7-bit alphabet (3GPP TS 23.038 §6.2.1). */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Its extension (§6.2.1.1). Each takes the space of two. */
const extended = new Set("\f^{}\\[~]|€");

export interface SmsSize {
  /** With a character outside the alphabet, all of the message is sent in UCS-2, in which fewer fit. */
  encoding: "gsm7" | "ucs2";
  /** In the encoding's units: septets or UTF-16 code units. */
  length: number;
  /** How much one segment holds at this length. Messages of several segments lose some to a header. */
  perSegment: number;
  /** Carriers charge for each. */
  segments: number;
  /** The characters outside the alphabet, each once. */
  notInGsm: string[];
}

/** How a carrier splits an SMS: 160 or 70 units in a single segment, else 153 or 67 in each (3GPP TS 23.040 §9.2.3.24.1). */
export function sizeOfSms(text: string): SmsSize {
  const characters = [...text];
  const notInGsm = [...new Set(characters.filter((one) => !basic.has(one) && !extended.has(one)))];
  const isGsm = notInGsm.length === 0;
  const length = isGsm ? characters.reduce((sum, one) => sum + (basic.has(one) ? 1 : 2), 0) : text.length;
  const [single, each] = isGsm ? [160, 153] : [70, 67];
  const perSegment = length <= single ? single : each;
  return {
    encoding: isGsm ? "gsm7" : "ucs2",
    length,
    perSegment,
    segments: Math.max(1, Math.ceil(length / perSegment)),
    notInGsm,
  };
}
