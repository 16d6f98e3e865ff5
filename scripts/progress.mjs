const isTerminal = Boolean(process.stdout.isTTY) && !process.env.CI;
const isColored = isTerminal && !process.env.NO_COLOR;
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const heartbeatSeconds = 15;

const paint = (code) => (text) => (isColored ? `\x1b[${code}m${text}\x1b[0m` : text);
export const bold = paint(1);
export const dim = paint(2);
export const green = paint(32);
export const red = paint(31);

// The service must survive if its reader ends (`npm start | head`, a closed terminal).
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

/** Prints one line, indented like the steps. */
export const say = (text) => console.log(`  ${text}`);

/** The time since an instant of `performance.now()`, as readable text. */
export function elapsedSince(startedAt) {
  const seconds = (performance.now() - startedAt) / 1000;
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Runs a slow step and shows its progress: a spinner on a terminal; otherwise a line at the start, every 15 seconds and at
 * the end. `work` receives a function that reports what it is doing.
 */
export async function step(title, work) {
  const startedAt = performance.now();
  let detail = "";
  const show = isTerminal ? spin() : beat();
  try {
    const result = await work((text) => {
      detail = text;
    });
    finish(green("✓"));
    return result;
  } catch (error) {
    finish(red("✗"));
    throw error;
  }

  function spin() {
    let frame = 0;
    return setInterval(() => {
      const tail = dim(`${elapsedSince(startedAt)}${detail && ` · ${detail}`}`);
      process.stdout.write(`\r\x1b[2K  ${frames[frame++ % frames.length]} ${title} ${tail}`);
    }, 80);
  }

  function beat() {
    console.log(`  · ${title} …`);
    return setInterval(() => {
      console.log(`    … ${elapsedSince(startedAt)}${detail && `, ${detail}`}`);
    }, heartbeatSeconds * 1000);
  }

  function finish(mark) {
    clearInterval(show);
    process.stdout.write(
      `${isTerminal ? "\r\x1b[2K" : ""}  ${mark} ${title} ${dim(elapsedSince(startedAt))}\n`,
    );
  }
}
