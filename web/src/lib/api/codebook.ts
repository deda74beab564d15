/** Names of the codebook, as `isnad-model` writes them. */
export const EVENT_TYPES = [
  "Battles",
  "Explosions/Remote violence",
  "Violence against civilians",
  "Protests",
  "Riots",
  "Strategic developments",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Sub-types by type, in the codebook's order. */
export const SUB_EVENT_TYPES: Record<EventType, readonly string[]> = {
  Battles: ["Armed clash", "Government regains territory", "Non-state actor overtakes territory"],
  "Explosions/Remote violence": [
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
  ],
  "Violence against civilians": ["Attack", "Abduction/forced disappearance", "Sexual violence"],
  Protests: ["Peaceful protest", "Protest with intervention", "Excessive force against protesters"],
  Riots: ["Violent demonstration", "Mob violence"],
  "Strategic developments": [
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
  ],
};

export type PlacePrecision = "site" | "settlement" | "area" | "admin2" | "admin1" | "country";
export type Relation = "in" | "near" | "between";
export type DatePrecision = "day" | "range" | "week" | "month" | "year";
export type Role = "perpetrator" | "target" | "other";
export type Stance = "claimed" | "asserted" | "accused" | "suspected" | "denied";
export type ClaimStance = "asserted" | "claimed" | "estimated" | "denied";
export type Qualifier = "exact" | "at_least" | "more_than" | "about" | "up_to" | "fewer_than" | "range" | "vague" | "none";
export type ResponsibilityState = Stance | "no claim";
export type ContradictionKind =
  | "source against source"
  | "headline against body"
  | "total against parts"
  | "claim against denial"
  | "competing perpetrators"
  | "dates";
export type EventStatus = "open" | "confirmed" | "rejected";
export type Lang = "ar" | "fr" | "en" | (string & {});
