/**
 * From the record's byte offsets to pieces of a JavaScript string.
 *
 * The record counts bytes of UTF-8, the page's strings count UTF-16 units. Spans may overlap; the pieces do not.
 */

/** Whether a UTF-16 unit is the first half of a pair. */
const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

/**
 * UTF-16 index for each of the given byte offsets, in one pass. An offset inside a character leads to that character's start; one behind the
 * end, to the end.
 */
export function utf16Offsets(text: string, bytes: Iterable<number>): Map<number, number> {
  const wanted = [...new Set(bytes)].sort((a, b) => a - b);
  const found = new Map<number, number>();
  let at = 0;
  let unit = 0;
  let next = 0;
  while (next < wanted.length) {
    const target = wanted[next] as number;
    if (unit >= text.length) {
      found.set(target, text.length);
      next += 1;
      continue;
    }
    const code = text.charCodeAt(unit);
    const pair = isHighSurrogate(code) && unit + 1 < text.length;
    const width = code < 0x80 ? 1 : code < 0x800 ? 2 : pair ? 4 : 3;
    if (target < at + width) {
      found.set(target, unit);
      next += 1;
      continue;
    }
    at += width;
    unit += pair ? 2 : 1;
  }
  return found;
}

export interface Span<T> {
  /** Bytes. */
  start: number;
  end: number;
  mark: T;
}

export interface Piece<T> {
  text: string;
  /** The marks that cover the piece, in the order they were given. */
  marks: T[];
}

/** Cuts `text` wherever a span begins or ends. Joined, the pieces are the text. */
export function pieces<T>(text: string, spans: readonly Span<T>[]): Piece<T>[] {
  const units = utf16Offsets(
    text,
    spans.flatMap(({ start, end }) => [start, end]),
  );
  const placed = spans
    .map(({ start, end, mark }) => ({ start: units.get(start) ?? 0, end: units.get(end) ?? 0, mark }))
    .filter(({ start, end }) => end > start);
  const cuts = [...new Set([0, text.length, ...placed.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const out: Piece<T>[] = [];
  for (let i = 1; i < cuts.length; i++) {
    const [from, to] = [cuts[i - 1] as number, cuts[i] as number];
    out.push({ text: text.slice(from, to), marks: placed.filter((p) => p.start <= from && p.end >= to).map((p) => p.mark) });
  }
  return out;
}

const SENTENCE_END = /[.!?؟。\n]/u;

/**
 * The sentences around the spans, as bounds in UTF-16 units. A full stop between two digits ends nothing.
 */
export function sentenceAround(text: string, start: number, end: number): [number, number] {
  const ends = (at: number) => {
    const sign = text[at];
    if (sign === undefined || !SENTENCE_END.test(sign)) return false;
    return !(sign === "." && /\d/.test(text[at - 1] ?? "") && /\d/.test(text[at + 1] ?? ""));
  };
  let from = start;
  while (from > 0 && !ends(from - 1)) from -= 1;
  let to = end;
  while (to < text.length && !ends(to - 1 >= end ? to - 1 : -1)) to += 1;
  while (from < start && /\s/.test(text[from] ?? "")) from += 1;
  while (to > end && /\s/.test(text[to - 1] ?? "")) to -= 1;
  return [from, to];
}

/** The stretch of `text` that holds all spans, widened to whole sentences, cut into pieces. */
export function passage<T>(text: string, spans: readonly Span<T>[], most = 600): Piece<T>[] {
  if (spans.length === 0) return [];
  const units = utf16Offsets(
    text,
    spans.flatMap(({ start, end }) => [start, end]),
  );
  const first = spans[0] as Span<T>;
  const core: [number, number] = [units.get(first.start) ?? 0, units.get(first.end) ?? 0];
  const near = spans.filter((s) => Math.abs((units.get(s.start) ?? 0) - core[0]) < most);
  const [from, to] = sentenceAround(text, Math.min(...near.map((s) => units.get(s.start) ?? 0)), Math.max(...near.map((s) => units.get(s.end) ?? 0)));
  const whole = pieces(text, near);
  const out: Piece<T>[] = [];
  let at = 0;
  for (const piece of whole) {
    const [a, b] = [Math.max(at, from), Math.min(at + piece.text.length, to)];
    if (b > a) out.push({ text: piece.text.slice(a - at, b - at), marks: piece.marks });
    at += piece.text.length;
  }
  return out;
}
