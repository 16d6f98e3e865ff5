/** Where the decimal digits of the scripts our locales type begin: ASCII, Arabic, Persian, Devanagari, full width. */
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0xff10];

/** The first `length` digits of whatever was typed or pasted, in ASCII: "１２３ 456", "Your code: 123-456" → "123456". */
export function codeDigits(text: string, length: number): string {
  const digits = [...text].map((character) => {
    const point = character.codePointAt(0)!;
    const zero = zeros.find((start) => point >= start && point < start + 10);
    return zero === undefined ? "" : String(point - zero);
  });
  return digits.join("").slice(0, length);
}
