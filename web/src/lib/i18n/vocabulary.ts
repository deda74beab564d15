import { REASONS } from "./reasons";

/** The codebook's names in the languages of the interface, English first where it differs from the name itself. */
type Row = readonly [en: string, fr: string, ar: string];

const TYPES: Record<string, Row> = {
  Battles: ["Battles", "Combats", "معارك"],
  "Explosions/Remote violence": ["Explosions and remote violence", "Explosions et violence à distance", "تفجيرات وعنف عن بعد"],
  "Violence against civilians": ["Violence against civilians", "Violence contre des civils", "عنف ضد المدنيين"],
  Protests: ["Protests", "Manifestations", "احتجاجات"],
  Riots: ["Riots", "Émeutes", "أعمال شغب"],
  "Strategic developments": ["Strategic developments", "Faits stratégiques", "تطورات استراتيجية"],
  "Armed clash": ["Armed clash", "Affrontement armé", "اشتباك مسلح"],
  "Government regains territory": ["Government regains territory", "Territoire repris par l’État", "استعادة الحكومة أرضًا"],
  "Non-state actor overtakes territory": ["Armed group takes territory", "Territoire pris par un groupe armé", "استيلاء جماعة مسلحة على أرض"],
  "Chemical weapon": ["Chemical weapon", "Arme chimique", "سلاح كيميائي"],
  "Air/drone strike": ["Air or drone strike", "Frappe aérienne ou de drone", "غارة جوية أو بمسيّرة"],
  "Suicide bomb": ["Suicide bomb", "Attentat-suicide", "تفجير انتحاري"],
  "Shelling/artillery/missile attack": ["Shelling or missiles", "Tirs d’artillerie ou de missiles", "قصف مدفعي أو صاروخي"],
  "Remote explosive/landmine/IED": ["Mine or roadside bomb", "Mine ou engin explosif", "لغم أو عبوة ناسفة"],
  Grenade: ["Grenade", "Grenade", "قنبلة يدوية"],
  Attack: ["Attack", "Attaque", "هجوم"],
  "Abduction/forced disappearance": ["Abduction", "Enlèvement", "اختطاف"],
  "Sexual violence": ["Sexual violence", "Violence sexuelle", "عنف جنسي"],
  "Peaceful protest": ["Peaceful protest", "Manifestation pacifique", "احتجاج سلمي"],
  "Protest with intervention": ["Protest with intervention", "Manifestation avec intervention", "احتجاج جرى التدخل فيه"],
  "Excessive force against protesters": ["Excessive force against protesters", "Force excessive contre des manifestants", "قوة مفرطة ضد محتجين"],
  "Violent demonstration": ["Violent demonstration", "Manifestation violente", "مظاهرة عنيفة"],
  "Mob violence": ["Mob violence", "Violence de foule", "عنف جموع"],
  Agreement: ["Agreement", "Accord", "اتفاق"],
  Arrests: ["Arrests", "Arrestations", "اعتقالات"],
  "Change to group/activity": ["Change of a group", "Évolution d’un groupe", "تحوّل في جماعة"],
  "Disrupted weapons use": ["Weapons use foiled", "Usage d’armes déjoué", "إحباط استعمال سلاح"],
  "Headquarters or base established": ["Base set up", "Base établie", "إقامة قاعدة"],
  "Looting/property destruction": ["Looting or destruction", "Pillage ou destruction", "نهب أو تخريب"],
  "Non-violent transfer of territory": ["Territory changes hands without a fight", "Territoire cédé sans combat", "انتقال أرض بلا قتال"],
  Other: ["Other", "Autre", "غير ذلك"],
};

const MEASURES: Record<string, Row> = {
  killed: ["killed", "morts", "قتلى"],
  wounded: ["wounded", "blessés", "جرحى"],
  killed_or_wounded: ["killed or wounded", "morts ou blessés", "قتلى أو جرحى"],
  abducted: ["abducted", "enlevés", "مختطفون"],
  captured: ["captured", "prisonniers", "أسرى"],
  freed: ["freed", "libérés", "محرَّرون"],
  missing: ["missing", "disparus", "مفقودون"],
  displaced: ["displaced", "déplacés", "نازحون"],
  arrested: ["arrested", "arrêtés", "معتقلون"],
  destroyed: ["destroyed", "détruits", "ما دُمّر"],
  damaged: ["damaged", "endommagés", "ما تضرر"],
  seized: ["seized", "saisis", "ما غُنم"],
  attackers: ["attackers", "assaillants", "مهاجمون"],
};

const OF: Record<string, Row> = {
  people: ["people", "personnes", "أشخاص"],
  civilians: ["civilians", "civils", "مدنيون"],
  military: ["soldiers and police", "militaires et policiers", "عسكريون وشرطة"],
  militia: ["militia", "miliciens", "عناصر ميليشيا"],
  militants: ["militants", "combattants", "مسلحون"],
  mercenaries: ["mercenaries", "mercenaires", "مرتزقة"],
  peacekeepers: ["peacekeepers", "casques bleus", "حفظة سلام"],
  aid_workers: ["aid workers", "humanitaires", "عمال إغاثة"],
  officials: ["officials", "responsables", "مسؤولون"],
  aircraft: ["aircraft", "aéronefs", "طائرات"],
  vehicles: ["vehicles", "véhicules", "مركبات"],
  motorcycles: ["motorcycles", "motos", "دراجات نارية"],
  weapons: ["weapons", "armes", "أسلحة"],
  boats: ["boats", "embarcations", "قوارب"],
  buildings: ["buildings", "bâtiments", "مبانٍ"],
  livestock: ["livestock", "bétail", "مواشٍ"],
  things: ["things", "biens", "أشياء"],
};

const KINDS: Record<string, Row> = {
  military: ["military", "armée", "جيش"],
  police: ["police", "police", "شرطة"],
  government: ["government", "gouvernement", "حكومة"],
  local_official: ["local official", "responsable local", "مسؤول محلي"],
  security_source: ["security source", "source de sécurité", "مصدر أمني"],
  diplomat: ["diplomat", "diplomate", "دبلوماسي"],
  armed_group: ["armed group", "groupe armé", "جماعة مسلحة"],
  document: ["document", "document", "وثيقة"],
  medical: ["medical", "source médicale", "مصدر طبي"],
  witness: ["witness", "témoin", "شاهد"],
  un: ["United Nations", "Nations unies", "الأمم المتحدة"],
  ngo: ["organisation", "organisation", "منظمة"],
  analyst: ["analyst", "analyste", "محلل"],
  news_agency: ["news agency", "agence de presse", "وكالة أنباء"],
  media: ["media", "média", "وسيلة إعلام"],
  other: ["other", "autre", "غير ذلك"],
  outlet: ["outlet", "média", "الناشر"],
};

const STANCES: Record<string, Row> = {
  asserted: ["asserted", "affirmé", "مؤكَّد"],
  claimed: ["claimed", "revendiqué", "متبنّى"],
  estimated: ["estimated", "estimé", "تقديري"],
  accused: ["accused", "accusé", "متَّهم"],
  suspected: ["suspected", "soupçonné", "مشتبه فيه"],
  denied: ["denied", "démenti", "منفي"],
  "no claim": ["no claim", "sans revendication", "بلا تبنٍّ"],
};

const ROLES: Record<string, Row> = {
  perpetrator: ["perpetrator", "auteur", "فاعل"],
  target: ["target", "cible", "مستهدَف"],
  other: ["present", "présent", "حاضر"],
};

const PRECISIONS: Record<string, Row> = {
  site: ["site", "site", "موقع"],
  settlement: ["town or village", "localité", "بلدة"],
  area: ["area", "zone", "نطاق"],
  admin2: ["district", "district", "محافظة أو قضاء"],
  admin1: ["region", "région", "منطقة"],
  country: ["country", "pays", "بلد"],
  near: ["near", "près de", "قرب"],
  between: ["between", "entre", "بين"],
};

const CONTRADICTIONS: Record<string, Row> = {
  "source against source": ["Source against source", "Source contre source", "مصدر ضد مصدر"],
  "headline against body": ["Headline against body", "Titre contre texte", "العنوان ضد المتن"],
  "total against parts": ["Total against parts", "Total contre parties", "المجموع ضد الأجزاء"],
  "claim against denial": ["Claim against denial", "Affirmation contre démenti", "قول ضد نفي"],
  "competing perpetrators": ["Competing perpetrators", "Auteurs concurrents", "فاعلون متنازعون"],
  dates: ["Dates", "Dates", "التواريخ"],
};

const MEANS: Record<string, Row> = {
  armed_assault: ["armed assault", "assaut armé", "هجوم مسلح"],
  ambush: ["ambush", "embuscade", "كمين"],
  suicide_vehicle_bomb: ["suicide vehicle bomb", "véhicule-suicide", "سيارة مفخخة انتحارية"],
  suicide_bomber: ["suicide bomber", "kamikaze", "انتحاري"],
  ied_landmine: ["mine or roadside bomb", "mine ou engin explosif", "لغم أو عبوة"],
  shelling_rocket: ["shelling or rockets", "obus ou roquettes", "قصف أو صواريخ"],
  air_strike: ["air strike", "frappe aérienne", "غارة جوية"],
  drone_strike: ["drone strike", "frappe de drone", "غارة مسيّرة"],
  abduction: ["abduction", "enlèvement", "اختطاف"],
  siege_blockade: ["siege or blockade", "siège ou blocus", "حصار"],
  execution: ["execution", "exécution", "إعدام"],
  arson_looting: ["arson or looting", "incendie ou pillage", "حرق أو نهب"],
  prison_break: ["prison break", "évasion", "اقتحام سجن"],
  assassination: ["assassination", "assassinat", "اغتيال"],
  airdrop_other: ["other from the air", "autre, par air", "غير ذلك من الجو"],
  military_base: ["military base", "base militaire", "قاعدة عسكرية"],
  airport_airbase: ["airport or airbase", "aéroport ou base aérienne", "مطار أو قاعدة جوية"],
  police_post: ["police post", "poste de police", "مركز شرطة"],
  convoy_patrol: ["convoy or patrol", "convoi ou patrouille", "قافلة أو دورية"],
  village_town: ["village or town", "village ou ville", "قرية أو بلدة"],
  market: ["market", "marché", "سوق"],
  place_of_worship: ["place of worship", "lieu de culte", "دار عبادة"],
  school_hospital: ["school or hospital", "école ou hôpital", "مدرسة أو مستشفى"],
  government_building: ["government building", "bâtiment public", "مبنى حكومي"],
  prison: ["prison", "prison", "سجن"],
  camp_displaced: ["camp of displaced people", "camp de déplacés", "مخيم نازحين"],
  infrastructure: ["infrastructure", "infrastructure", "بنية تحتية"],
  boat: ["boat", "embarcation", "قارب"],
  vehicle_civilian: ["civilian vehicle", "véhicule civil", "مركبة مدنية"],
  hotel_restaurant: ["hotel or restaurant", "hôtel ou restaurant", "فندق أو مطعم"],
  un_aid: ["UN or aid", "ONU ou humanitaires", "أمم متحدة أو إغاثة"],
  residence: ["residence", "résidence", "مسكن"],
};

export const VOCABULARY = {
  type: TYPES,
  measure: MEASURES,
  of: OF,
  kind: KINDS,
  stance: STANCES,
  role: ROLES,
  precision: PRECISIONS,
  contradiction: CONTRADICTIONS,
  means: MEANS,
  reason: REASONS,
} as const;
export type VocabularyName = keyof typeof VOCABULARY;
