// Words of the made-up record: real towns, so that the map looks like one; everybody who speaks, and everything told, is invented.

/** name, country, lat, lon, precision */
export const PLACES = [
  ["Gayéri", "BF", 12.6482, 0.4931, "settlement"],
  ["Djibo", "BF", 14.1022, -1.6306, "settlement"],
  ["Fada N'Gourma", "BF", 12.0616, 0.3585, "settlement"],
  ["Région de l'Est", "BF", 12.3, 0.9, "admin1"],
  ["Ménaka", "ML", 15.9182, 2.4022, "settlement"],
  ["Gao", "ML", 16.2717, -0.0447, "settlement"],
  ["Kidal", "ML", 18.4411, 1.4078, "settlement"],
  ["Tombouctou", "ML", 16.7666, -3.0026, "settlement"],
  ["Mopti", "ML", 14.4843, -4.183, "admin1"],
  ["Ansongo - Ménaka", "ML", 15.78, 1.45, "area"],
  ["Mali", "ML", 17.35, -3.99, "country"],
  ["Tillabéri", "NE", 14.21, 1.45, "admin1"],
  ["Téra", "NE", 14.0077, 0.7531, "settlement"],
  ["Diffa", "NE", 13.3154, 12.6113, "settlement"],
  ["Maiduguri", "NG", 11.8333, 13.15, "settlement"],
  ["Damboa", "NG", 11.1553, 12.7564, "admin2"],
  ["Baga Sola", "TD", 13.5386, 14.3136, "settlement"],
  ["El Fasher", "SD", 13.6279, 25.3494, "settlement"],
  ["Nyala", "SD", 12.0489, 24.8807, "settlement"],
  ["Omdurman", "SD", 15.6445, 32.4777, "settlement"],
  ["North Kordofan", "SD", 13.9, 30.6, "admin1"],
  ["El Obeid - Bara", "SD", 13.45, 30.3, "area"],
  ["Mogadishu", "SO", 2.0371, 45.3438, "settlement"],
  ["Beledweyne", "SO", 4.7358, 45.2036, "settlement"],
  ["Galguduud", "SO", 5.0, 46.8, "admin1"],
  ["Marib", "YE", 15.4591, 45.3253, "settlement"],
  ["Hodeidah", "YE", 14.7978, 42.9545, "settlement"],
  ["Taiz", "YE", 13.5795, 44.0209, "settlement"],
  ["Saada", "YE", 16.94, 43.76, "admin1"],
  ["Idlib", "SY", 35.9306, 36.6339, "settlement"],
  ["Deir ez-Zor", "SY", 35.3359, 40.1408, "settlement"],
  ["Homs countryside", "SY", 34.6, 37.6, "admin2"],
  ["Baghdad", "IQ", 33.3406, 44.4009, "settlement"],
  ["Kirkuk", "IQ", 35.4681, 44.3922, "settlement"],
  ["Kobar checkpoint", "SD", 15.62, 32.56, "site"],
];

export const PLACE_AR = {
  "Gayéri": "غاييري", Djibo: "جيبو", "Fada N'Gourma": "فادا نغورما", "Région de l'Est": "منطقة الشرق", "Ménaka": "ميناكا", Gao: "غاو", Kidal: "كيدال",
  Tombouctou: "تمبكتو", Mopti: "منطقة موبتي", "Ansongo - Ménaka": "الطريق بين أنسونغو وميناكا", Mali: "مالي", "Tillabéri": "تيلابيري", "Téra": "تيرا",
  Diffa: "ديفا", Maiduguri: "مايدوغوري", Damboa: "دامبوا", "Baga Sola": "باغا سولا", "El Fasher": "الفاشر", Nyala: "نيالا", Omdurman: "أم درمان",
  "North Kordofan": "ولاية شمال كردفان", "El Obeid - Bara": "الطريق بين الأبيض وبارا", Mogadishu: "مقديشو", Beledweyne: "بلدوين", Galguduud: "غلغدود",
  Marib: "مأرب", Hodeidah: "الحديدة", Taiz: "تعز", Saada: "صعدة", Idlib: "إدلب", "Deir ez-Zor": "دير الزور", "Homs countryside": "ريف حمص", Baghdad: "بغداد",
  Kirkuk: "كركوك", "Kobar checkpoint": "حاجز كوبر",
};

/** Armed groups by country: id and names. */
export const GROUPS = {
  BF: ["jnim", { ar: "جماعة نصرة الإسلام والمسلمين", fr: "le JNIM", en: "JNIM" }],
  ML: ["jnim", { ar: "جماعة نصرة الإسلام والمسلمين", fr: "le JNIM", en: "JNIM" }],
  NE: ["issp", { ar: "تنظيم الدولة الإسلامية في الساحل", fr: "l'EIGS", en: "ISSP" }],
  NG: ["boko-haram", { ar: "جماعة بوكو حرام", fr: "Boko Haram", en: "Boko Haram" }],
  TD: ["boko-haram", { ar: "جماعة بوكو حرام", fr: "Boko Haram", en: "Boko Haram" }],
  SD: ["rsf", { ar: "قوات الدعم السريع", fr: "les Forces de soutien rapide", en: "the Rapid Support Forces" }],
  SO: ["al-shabaab", { ar: "حركة الشباب", fr: "les shebab", en: "al-Shabaab" }],
  YE: ["houthis", { ar: "جماعة الحوثي", fr: "les Houthis", en: "the Houthis" }],
  SY: ["islamic-state", { ar: "تنظيم الدولة الإسلامية", fr: "l'État islamique", en: "Islamic State" }],
  IQ: ["islamic-state", { ar: "تنظيم الدولة الإسلامية", fr: "l'État islamique", en: "Islamic State" }],
};

export const SPEAKERS = {
  military: { ar: "هيئة الأركان", fr: "l'état-major", en: "the general staff" },
  security_source: { ar: "ثلاثة مصادر أمنية", fr: "trois sources de sécurité", en: "three security sources" },
  local_official: { ar: "عمدة البلدة", fr: "le maire de la localité", en: "the town's mayor" },
  medical: { ar: "مصدر في المستشفى الإقليمي", fr: "une source à l'hôpital régional", en: "a source at the regional hospital" },
  witness: { ar: "أحد سكان البلدة", fr: "un habitant", en: "a resident" },
  un: { ar: "بعثة الأمم المتحدة", fr: "la mission des Nations unies", en: "the United Nations mission" },
  ngo: { ar: "منظمة حقوقية محلية", fr: "une organisation locale de défense des droits", en: "a local rights group" },
  diplomat: { ar: "دبلوماسي غربي", fr: "un diplomate occidental", en: "a Western diplomat" },
};

export const AGENCIES = {
  ar: ["وكالة الأفق للأنباء", "وكالة المدار"],
  fr: ["l'Agence méridienne", "l'agence Horizon"],
  en: ["Meridian Wire", "the Lantern agency"],
};

export const OUTLETS = {
  ar: ["صحيفة الميناء", "موقع الضفة", "جريدة القافلة"],
  fr: ["Le Fleuve", "La Gazette du Sahel", "Radio Baobab"],
  en: ["The Harbour Post", "Dune Monitor", "The Crossing"],
};

/** Victims: [3 to 10, 11 and more] in Arabic; plural in the others. */
export const PEOPLE = {
  military: { ar: ["جنود", "جنديا"], fr: "soldats", en: "soldiers" },
  civilians: { ar: ["مدنيين", "مدنيا"], fr: "civils", en: "civilians" },
  militants: { ar: ["مسلحين", "مسلحا"], fr: "combattants", en: "militants" },
  people: { ar: ["أشخاص", "شخصا"], fr: "personnes", en: "people" },
};

export const DEEDS = {
  killed: { ar: "قتلوا", fr: "ont été tués", en: "were killed" },
  wounded: { ar: "أصيبوا بجروح", fr: "ont été blessés", en: "were wounded" },
  abducted: { ar: "اختطفوا", fr: "ont été enlevés", en: "were abducted" },
};

export const QUALIFIED = {
  exact: { ar: "", fr: "", en: "" },
  at_least: { ar: "ما لا يقل عن ", fr: "au moins ", en: "at least " },
  about: { ar: "نحو ", fr: "environ ", en: "about " },
  up_to: { ar: "ما يصل إلى ", fr: "jusqu'à ", en: "up to " },
};

/** Event type, sub-type, and the words that tell it. */
export const KINDS = [
  ["Battles", "Armed clash", { ar: "هجوم مسلح", fr: "une attaque armée", en: "an armed attack" }, "armed_assault", "military_base", "military", 10],
  ["Battles", "Non-state actor overtakes territory", { ar: "السيطرة على البلدة", fr: "la prise de la localité", en: "the fall of the town" }, "armed_assault", "village_town", "military", 2],
  ["Explosions/Remote violence", "Air/drone strike", { ar: "غارة بطائرة مسيرة", fr: "une frappe de drone", en: "a drone strike" }, "drone_strike", "market", "civilians", 6],
  ["Explosions/Remote violence", "Remote explosive/landmine/IED", { ar: "انفجار عبوة ناسفة", fr: "l'explosion d'un engin artisanal", en: "a roadside bomb" }, "ied_landmine", "convoy_patrol", "military", 5],
  ["Explosions/Remote violence", "Shelling/artillery/missile attack", { ar: "قصف مدفعي", fr: "des tirs d'artillerie", en: "shelling" }, "shelling_rocket", "camp_displaced", "civilians", 4],
  ["Violence against civilians", "Attack", { ar: "هجوم على مدنيين", fr: "une attaque contre des civils", en: "an attack on civilians" }, "armed_assault", "village_town", "civilians", 8],
  ["Violence against civilians", "Abduction/forced disappearance", { ar: "عملية اختطاف", fr: "un enlèvement", en: "an abduction" }, "abduction", "vehicle_civilian", "civilians", 3],
  ["Protests", "Peaceful protest", { ar: "مظاهرة سلمية", fr: "une manifestation pacifique", en: "a peaceful protest" }, null, null, null, 1],
  ["Strategic developments", "Looting/property destruction", { ar: "عملية نهب", fr: "un pillage", en: "looting" }, "arson_looting", "infrastructure", null, 1],
];
