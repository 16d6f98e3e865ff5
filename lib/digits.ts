/** Any decimal digit of any script: Unicode general category Nd. */
const decimalDigit = /\p{Nd}/u;

/**
 * Rewrites the decimal digits of every script in ASCII: "١٢٣" and "１２３" become "123".
 *
 * Unicode encodes each script's digits as ten consecutive code points in order (Unicode Standard, section 4.6), and blocks
 * of several sets, such as the mathematical digits, are a multiple of ten long. So the distance to the start of the run
 * of digits, modulo ten, is the value.
 */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0)!)));
}

function digitValue(point: number): number {
  if (point >= 0x30 && point <= 0x39) return point - 0x30;
  let start = point;
  while (decimalDigit.test(String.fromCodePoint(start - 1))) start--;
  return (point - start) % 10;
}

/**
 * Characters that people paste with a code without meaning them: spaces and line breaks, invisible characters (zero
 * width, direction marks, variation selectors), combining marks such as the keycap's, punctuation, and the minus and dots
 * of mathematics (U+2212, U+2219, U+22C5), which look like it.
 */
const separators = /[\p{Z}\p{P}\p{M}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2212\u2219\u22c5]/gu;

/** What remains of a typed or pasted code: "１２３ 456", "123-456" and "1️⃣23456" all become "123456". Letters stay. */
export function normalizeCode(text: string): string {
  return asciiDigits(text.normalize("NFKC").replace(separators, ""));
}
