/** For a container's HEALTHCHECK: ends with 0 if the process of this container runs and answers. */
const response = await fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/live`).catch(() => null);
process.exit(response?.ok ? 0 : 1);
