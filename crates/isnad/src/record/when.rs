//! Moments as people write them.

use anyhow::{Result, anyhow};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, SpanRelativeTo, Timestamp};

/// A time with its zone, a day (its beginning in UTC), or how long ago.
pub fn moment(text: &str) -> Result<Timestamp> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    if let Ok(day) = text.parse::<Date>() {
        return Ok(day.to_zoned(TimeZone::UTC)?.timestamp());
    }
    let wrong = || anyhow!("`{text}` is no time; write 2026-11-21T14:00:00Z, 2026-11-21, or how long ago: 2h, 3d");
    let span: Span = text.parse().map_err(|_| wrong())?;
    let ago = span.abs().to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| wrong())?;
    Ok(Timestamp::now().checked_sub(ago)?)
}

/// A time to the second, in UTC.
pub fn shown(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read() {
        assert_eq!(moment("2024-05-11").unwrap().to_string(), "2024-05-11T00:00:00Z");
        assert_eq!(moment("2024-05-11T02:00:00+02:00").unwrap().to_string(), "2024-05-11T00:00:00Z");
        assert!(moment("2h").unwrap() > moment("3d").unwrap());
        assert!(moment("soon").unwrap_err().to_string().contains("how long ago"));
    }
}
