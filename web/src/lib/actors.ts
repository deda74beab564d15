/** Names for actor ids of the codebook, section 4. */
import { words } from "./i18n/index.svelte";

/** Named actors whose usual name is not just their id in capitals. */
const NAMES: Record<string, readonly [en: string, fr: string, ar: string]> = {
  jnim: ["JNIM", "JNIM", "جماعة نصرة الإسلام والمسلمين"],
  issp: ["Islamic State Sahel Province", "État islamique au Sahel", "تنظيم الدولة في الساحل"],
  iswap: ["ISWAP", "ISWAP", "تنظيم الدولة في غرب أفريقيا"],
  "islamic-state": ["Islamic State", "État islamique", "تنظيم الدولة الإسلامية"],
  "boko-haram": ["Boko Haram", "Boko Haram", "بوكو حرام"],
  "al-shabaab": ["Al-Shabaab", "Al-Chabab", "حركة الشباب"],
  "al-qaeda": ["Al-Qaeda", "Al-Qaïda", "تنظيم القاعدة"],
  aqim: ["AQIM", "AQMI", "القاعدة في بلاد المغرب الإسلامي"],
  rsf: ["Rapid Support Forces", "Forces de soutien rapide", "قوات الدعم السريع"],
  houthis: ["Houthis", "Houthis", "جماعة الحوثي"],
  wagner: ["Wagner", "Wagner", "فاغنر"],
  "africa-corps": ["Africa Corps", "Africa Corps", "الفيلق الأفريقي"],
  vdp: ["VDP", "VDP", "متطوعو الدفاع عن الوطن"],
  fla: ["FLA", "FLA", "جبهة تحرير أزواد"],
  csp: ["CSP", "CSP", "الإطار الاستراتيجي الدائم"],
  "katiba-macina": ["Katiba Macina", "Katiba Macina", "كتيبة ماسينا"],
};

const LONGEST_ACRONYM = 5;

function readable(id: string): string {
  if (/^[a-z]+$/.test(id) && id.length <= LONGEST_ACRONYM) return id.toUpperCase();
  return id.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => (dash ? " " : "") + letter.toUpperCase());
}

/** What an actor is called in the language of the interface. */
export function actorName(id: string): string {
  const [head = "", second = "", third = ""] = id.split(":");
  const country = () => words.country(second);
  if (head === "state") {
    if (third === "military" || third === "police" || third === "government") return words.t(`actor.${third}`, { country: country() });
    return country();
  }
  if (head === "civilians" || head === "unidentified") return words.t(`actor.${head}`, { country: country() });
  if (head === "un") return second;
  if (head === "militia" || head === "group") return readable(second);
  const row = NAMES[id];
  if (row) return row[words.language === "ar" ? 2 : words.language === "fr" ? 1 : 0];
  return readable(id);
}
