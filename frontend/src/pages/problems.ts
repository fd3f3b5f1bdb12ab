import { ApiError } from "../lib/api";

/** Whether something is over for good, so that trying again cannot help. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** A sentence for people about anything that went wrong on the way to the server. */
export function plainProblem(error: unknown): string {
  if (error instanceof ApiError && error.message !== "") return error.message;
  return "The server does not answer. Please try again in a moment.";
}
