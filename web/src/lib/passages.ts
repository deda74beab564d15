/** The words of a claim within their sentence. */
import type { ArticleAnswer, Claim, Evidence } from "./api";
import { type Piece, type Span, passage, pieces } from "./spans";

export type Part = "figure" | "speaker";

/** Whether a span of a claim's evidence holds its figure or its speaker. */
export const partOf = ({ rule }: Evidence): Part => (rule.startsWith("attribution") ? "speaker" : "figure");

/** A claim told several times has several figures among its evidence; the one that reads like its quote comes first. */
export function claimPassage(claim: Claim, { article }: Pick<ArticleAnswer, "article">): Piece<Part>[] {
  const words = (e: Evidence) =>
    pieces(article[e.field], [{ ...e, mark: true }])
      .filter((piece) => piece.marks.length > 0)
      .map((piece) => piece.text)
      .join("");
  const figures = claim.evidence.filter((e) => partOf(e) === "figure");
  const first = figures.find((e) => words(e) === claim.quote) ?? figures[0] ?? claim.evidence[0];
  if (!first) return [];
  const spans: Span<Part>[] = [first, ...claim.evidence.filter((e) => e !== first && e.field === first.field)].map((e) => ({ start: e.start, end: e.end, mark: partOf(e) }));
  return passage(first.field === "title" ? article.title : article.text, spans);
}
