import { asciiDigits } from "@/lib/digits";

/** The first `length` digits of typed or pasted text, in ASCII: "１２３ 456" and "Your code: 123-456" become "123456". */
export function codeDigits(text: string, length: number): string {
  return asciiDigits(text.normalize("NFKC")).replace(/\D/g, "").slice(0, length);
}
