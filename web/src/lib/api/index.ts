/**
 * The border to `isnad serve`: every shape the page reads or writes, under `/api/v1`.
 *
 * Fields marked optional may be left out by a server; the page then shows less, never something wrong. Days are `YYYY-MM-DD`, instants
 * RFC 3339.
 */
export * from "./answers";
export * from "./codebook";
export * from "./decisions";
export * from "./event";
export * from "./report";
