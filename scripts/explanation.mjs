/** A problem that the reader can do something about: printed as its sentences, without a stack. */
export class Explanation extends Error {}

/** Prints an error the way its reader needs it: an explanation plainly, a bug with its stack. */
export function report(error) {
  const text = error instanceof Explanation ? error.message : (error?.stack ?? String(error));
  console.error(`\n${text}\n`);
}

/** Runs a script's main function; whatever it throws is reported and becomes exit code 1. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    report(error);
    process.exit(1);
  }
}
