import { describe, expect, test } from "vitest";
import { passage, pieces, sentenceAround, utf16Offsets } from "../src/lib/spans";

const bytes = (text: string) => new TextEncoder().encode(text).length;
const TEXTS = ["", "plain", "قتل 77 جنديا", "Gayéri — été", "a😀b", "😀", "مزيج mixed 😀 ٧٧ é\n", "\u{1d11e}x\u0301"];

describe("byte offsets", () => {
  test.each(TEXTS)("every character boundary of %j leads back", (text) => {
    let at = 0;
    const wanted: [number, number][] = [[0, 0]];
    let unit = 0;
    for (const sign of text) {
      at += bytes(sign);
      unit += sign.length;
      wanted.push([at, unit]);
    }
    const found = utf16Offsets(
      text,
      wanted.map(([byte]) => byte),
    );
    for (const [byte, expected] of wanted) expect(found.get(byte)).toBe(expected);
  });

  test("inside a character leads to its start, behind the end to the end", () => {
    const found = utf16Offsets("é😀", [1, 3, 5, 6, 99]);
    expect([...found]).toEqual([
      [1, 0],
      [3, 1],
      [5, 1],
      [6, 3],
      [99, 3],
    ]);
  });

  test("a lone surrogate counts like its replacement", () => {
    expect(utf16Offsets("\ud800a", [3, 4]).get(4)).toBe(2);
  });
});

describe("pieces", () => {
  test("joined, they are the text; overlapping spans share a piece", () => {
    const text = "قالت مصادر إن 77 جنديا قتلوا";
    const word = (w: string) => bytes(text.slice(0, text.indexOf(w)));
    const spans = [
      { start: word("77"), end: word("77") + bytes("77 جنديا"), mark: "a" },
      { start: word("جنديا"), end: bytes(text), mark: "b" },
    ];
    const cut = pieces(text, spans);
    expect(cut.map((p) => p.text).join("")).toBe(text);
    expect(cut.map((p) => [p.text, p.marks.join("")])).toEqual([
      ["قالت مصادر إن ", ""],
      ["77 ", "a"],
      ["جنديا", "ab"],
      [" قتلوا", "b"],
    ]);
  });

  test("empty and inverted spans mark nothing", () => {
    expect(pieces("abc", [{ start: 1, end: 1, mark: 0 }, { start: 3, end: 2, mark: 1 }])).toEqual([{ text: "abc", marks: [] }]);
    expect(pieces("", [{ start: 0, end: 5, mark: 0 }])).toEqual([]);
  });
});

describe("sentences", () => {
  test("a point between digits ends nothing", () => {
    const text = "Avant. Le bilan est de 1.200 morts. Après.";
    const [from, to] = sentenceAround(text, text.indexOf("200"), text.indexOf("200") + 3);
    expect(text.slice(from, to)).toBe("Le bilan est de 1.200 morts.");
  });

  test("the Arabic question mark and a new line end a sentence", () => {
    const text = "من فعل؟ قتل 77 جنديا\nثم عادوا";
    const at = text.indexOf("77");
    expect(text.slice(...sentenceAround(text, at, at + 2))).toBe("قتل 77 جنديا");
  });

  test("a passage holds figure and speaker, and leaves a far speaker out", () => {
    const near = "Un médecin a parlé. Selon lui, 77 soldats sont morts.";
    const span = (text: string, w: string, mark: string) => ({ start: bytes(text.slice(0, text.indexOf(w))), end: bytes(text.slice(0, text.indexOf(w) + w.length)), mark });
    expect(
      passage(near, [span(near, "77 soldats", "figure"), span(near, "Un médecin", "speaker")])
        .map((p) => p.text)
        .join(""),
    ).toBe(near);
    const far = `Un médecin a parlé. ${"Rien. ".repeat(300)}77 soldats sont morts.`;
    expect(
      passage(far, [span(far, "77 soldats", "figure"), span(far, "Un médecin", "speaker")])
        .map((p) => p.text)
        .join(""),
    ).toBe("77 soldats sont morts.");
  });
});
