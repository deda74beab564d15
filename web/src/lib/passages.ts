/** The words of a claim within their sentence. */
import type { ArticleAnswer, Claim, Evidence } from "./api";
import { type Piece, type Span, passage } from "./spans";

export type Part = "figure" | "speaker";

/** Whether a span of a claim's evidence holds its figure or its speaker. */
export const partOf = ({ rule }: Evidence): Part => (rule.startsWith("attribution") ? "speaker" : "figure");

export function claimPassage(claim: Claim, { article }: ArticleAnswer): Piece<Part>[] {
  const first = claim.evidence.find((e) => partOf(e) === "figure") ?? claim.evidence[0];
  if (!first) return [];
  const spans: Span<Part>[] = [first, ...claim.evidence.filter((e) => e !== first && e.field === first.field)].map((e) => ({ start: e.start, end: e.end, mark: partOf(e) }));
  return passage(first.field === "title" ? article.title : article.text, spans);
}
