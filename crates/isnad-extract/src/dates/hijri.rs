//! The Islamic calendar of Umm al-Qura, the one that states and agencies of the Arab world print; by `icu_calendar`.

use icu_calendar::cal::hijri::UmmAlQura;
use icu_calendar::cal::{Gregorian, Hijri};
use jiff::civil::Date;

const CALENDAR: Hijri<UmmAlQura> = Hijri::<UmmAlQura>::new_umm_al_qura();

/// The Gregorian day of a Hijri date; `None` where it does not exist.
pub(super) fn to_gregorian(year: i16, month: i8, day: i8) -> Option<Date> {
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let day = u8::try_from(day).ok()?;
    let hijri = icu_calendar::Date::try_new_hijri_with_calendar(i32::from(year), month, day, CALENDAR).ok()?;
    let g = hijri.to_calendar(Gregorian);
    let year = i16::try_from(g.year().extended_year()).ok()?;
    Date::new(year, g.month().ordinal as i8, g.day_of_month().0 as i8).ok()
}

/// The Hijri year in which a Gregorian day falls.
pub(super) fn year_of(day: Date) -> Option<i16> {
    let g = icu_calendar::Date::try_new_gregorian(i32::from(day.year()), day.month() as u8, day.day() as u8).ok()?;
    i16::try_from(g.to_calendar(CALENDAR).year().extended_year()).ok()
}

/// First and last day of a Hijri month.
pub(super) fn month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = to_gregorian(year, month, 1)?;
    let next = if month == 12 { to_gregorian(year + 1, 1, 1)? } else { to_gregorian(year, month + 1, 1)? };
    Some((first, next.yesterday().ok()?))
}
