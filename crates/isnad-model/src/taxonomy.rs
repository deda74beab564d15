use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$vm:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $(#[doc = $text] $(#[$vm])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every value, in the codebook's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name the codebook uses.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Reads the codebook's name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use named;

named! {
    /// ACLED event type (codebook, section 3).
    EventType {
        Battles = "Battles",
        Explosions = "Explosions/Remote violence",
        ViolenceAgainstCivilians = "Violence against civilians",
        Protests = "Protests",
        Riots = "Riots",
        Strategic = "Strategic developments",
    }
}

named! {
    /// ACLED sub-event type (codebook, section 3).
    SubEventType {
        ArmedClash = "Armed clash",
        GovernmentRegains = "Government regains territory",
        NonStateOvertakes = "Non-state actor overtakes territory",
        ChemicalWeapon = "Chemical weapon",
        AirStrike = "Air/drone strike",
        SuicideBomb = "Suicide bomb",
        Shelling = "Shelling/artillery/missile attack",
        RemoteExplosive = "Remote explosive/landmine/IED",
        Grenade = "Grenade",
        Attack = "Attack",
        Abduction = "Abduction/forced disappearance",
        SexualViolence = "Sexual violence",
        PeacefulProtest = "Peaceful protest",
        ProtestIntervention = "Protest with intervention",
        ExcessiveForce = "Excessive force against protesters",
        ViolentDemonstration = "Violent demonstration",
        MobViolence = "Mob violence",
        Agreement = "Agreement",
        Arrests = "Arrests",
        GroupChange = "Change to group/activity",
        DisruptedWeapons = "Disrupted weapons use",
        BaseEstablished = "Headquarters or base established",
        Looting = "Looting/property destruction",
        NonViolentTransfer = "Non-violent transfer of territory",
        Other = "Other",
    }
}

impl SubEventType {
    /// The event type a sub-type belongs to.
    pub fn event_type(self) -> EventType {
        use SubEventType::*;
        match self {
            ArmedClash | GovernmentRegains | NonStateOvertakes => EventType::Battles,
            ChemicalWeapon | AirStrike | SuicideBomb | Shelling | RemoteExplosive | Grenade => EventType::Explosions,
            Attack | Abduction | SexualViolence => EventType::ViolenceAgainstCivilians,
            PeacefulProtest | ProtestIntervention | ExcessiveForce => EventType::Protests,
            ViolentDemonstration | MobViolence => EventType::Riots,
            Agreement | Arrests | GroupChange | DisruptedWeapons | BaseEstablished | Looting | NonViolentTransfer
            | Other => EventType::Strategic,
        }
    }
}

named! {
    /// How an incident was carried out (codebook, section 5).
    Tactic {
        ArmedAssault = "armed_assault",
        Ambush = "ambush",
        SuicideVehicleBomb = "suicide_vehicle_bomb",
        SuicideBomber = "suicide_bomber",
        IedLandmine = "ied_landmine",
        ShellingRocket = "shelling_rocket",
        AirStrike = "air_strike",
        DroneStrike = "drone_strike",
        Abduction = "abduction",
        SiegeBlockade = "siege_blockade",
        Execution = "execution",
        ArsonLooting = "arson_looting",
        PrisonBreak = "prison_break",
        Assassination = "assassination",
        AirdropOther = "airdrop_other",
    }
}

named! {
    /// What was hit (codebook, section 5).
    Target {
        MilitaryBase = "military_base",
        AirportAirbase = "airport_airbase",
        PolicePost = "police_post",
        ConvoyPatrol = "convoy_patrol",
        VillageTown = "village_town",
        Market = "market",
        PlaceOfWorship = "place_of_worship",
        SchoolHospital = "school_hospital",
        GovernmentBuilding = "government_building",
        Prison = "prison",
        CampDisplaced = "camp_displaced",
        Infrastructure = "infrastructure",
        Boat = "boat",
        VehicleCivilian = "vehicle_civilian",
        HotelRestaurant = "hotel_restaurant",
        UnAid = "un_aid",
        Residence = "residence",
    }
}
