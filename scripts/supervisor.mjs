import cluster from "node:cluster";

/** Whether scripts/supervise-servers.mjs runs this server. */
export const hasSupervisor = cluster.isWorker;

const waiting = new Map();
let lastId = 0;

/** Asks the supervisor for something. Throws the reason if it fails. */
export function ask(question, options) {
  const id = ++lastId;
  process.send({ id, question, options });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

/** Calls `leave` once another server has taken this one's place, and `report` for the metrics of this process. */
export function followSupervisor({ leave, report }) {
  // When the supervisor is gone, cluster would exit at once. Requests under way should be answered first.
  cluster.worker.exitedAfterDisconnect = true;
  process.on("message", async (message) => {
    if (message.leave) leave();
    if (message.report) sendMetrics(await report());
  });
}

/** Resolves when the supervisor has them, or is gone. */
export function sendMetrics(metrics) {
  return new Promise((resolve) => process.send({ metrics }, resolve));
}

if (hasSupervisor) {
  process.on("message", ({ answerTo, reply, error }) => {
    const asked = waiting.get(answerTo);
    waiting.delete(answerTo);
    if (error === undefined) asked?.resolve(reply);
    else asked?.reject(new Error(error));
  });
}
