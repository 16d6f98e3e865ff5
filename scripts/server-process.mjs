import cluster from "node:cluster";

/** A process of scripts/serve.mjs. */
export class ServerProcess {
  isReady = false;
  #worker;

  constructor(env, onMessage) {
    const startedAt = performance.now();
    this.#worker = cluster.fork(env);
    this.pid = this.#worker.process.pid;
    /** How it ended, and how many seconds it ran. */
    this.ended = new Promise((resolve) => {
      const end = (how) => {
        this.isReady = false;
        resolve({ how, seconds: (performance.now() - startedAt) / 1000 });
      };
      this.#worker.once("exit", (code, signal) => end(signal ? `ended by ${signal}` : `exit code ${code}`));
      this.#worker.once("error", (error) => end(error.message));
    });
    /** Whether it serves; false if it ended first. */
    this.ready = new Promise((resolve) => {
      this.#worker.on("message", (message) => {
        if (message.ready) {
          this.isReady = true;
          resolve(true);
        } else onMessage(this, message);
      });
      this.ended.then(() => resolve(false));
    });
  }

  /** A message to a process that has just ended is lost. */
  send(message) {
    this.#worker.send(message, () => {});
  }

  kill(signal) {
    this.#worker.process.kill(signal);
  }
}
