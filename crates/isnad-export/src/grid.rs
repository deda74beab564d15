//! The PRIO-GRID: cells of half a degree, numbered from the south-west corner row by row, from 1.

/// Cells of a row.
const COLUMNS: i64 = 720;
/// Rows.
const ROWS: i64 = 360;

/// Number of the cell that holds a point; `None` off the globe.
pub fn cell(lat: f64, lon: f64) -> Option<i64> {
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        return None;
    }
    // the north pole and the 180th meridian belong to the last cells
    let row = (((lat + 90.0) * 2.0).floor() as i64).min(ROWS - 1);
    let column = (((lon + 180.0) * 2.0).floor() as i64).min(COLUMNS - 1);
    Some(row * COLUMNS + column + 1)
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_numbered_from_the_south_west() {
        assert_eq!(cell(-90.0, -180.0), Some(1));
        assert_eq!(cell(90.0, 180.0), Some(259_200));
        assert_eq!(cell(-89.75, -179.75), Some(1));
        assert_eq!(cell(-89.75, -179.25), Some(2));
        assert_eq!(cell(-89.25, -179.75), Some(721));
        // Kabul, as in UCDP's own data
        assert_eq!(cell(34.5167, 69.1833), Some(179_779));
        assert_eq!(cell(91.0, 0.0), None);
        assert_eq!(cell(f64::NAN, 0.0), None);
    }
}
