/** A problem that the reader can solve. Only its message is printed, without a stack. */
export class Explanation extends Error {}

/** Prints an error: an explanation as plain text, a bug with its stack. */
export function report(error) {
  const text = error instanceof Explanation ? error.message : (error?.stack ?? String(error));
  console.error(`\n${text}\n`);
}

/** Runs a script's main function. Anything it throws is printed and leads to exit code 1. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    report(error);
    process.exit(1);
  }
}
