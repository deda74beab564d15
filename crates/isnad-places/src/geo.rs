//! Points on the earth.

const EARTH_KM: f64 = 6371.0;

/// The great-circle distance of two points (latitude, longitude in degrees) in kilometres.
pub fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    arc_km(haversine(a, b, b.0.to_radians().cos()))
}

/// The square of the sine of half the angle between two points, given the cosine of the second one's latitude.
fn haversine(a: (f64, f64), b: (f64, f64), cos: f64) -> f64 {
    let half = |d: f64| (d.to_radians() / 2.0).sin().powi(2);
    half(b.0 - a.0) + a.0.to_radians().cos() * cos * half(b.1 - a.1)
}

fn arc_km(haversine: f64) -> f64 {
    2.0 * EARTH_KM * haversine.sqrt().min(1.0).asin()
}

/// Kilometres that a degree of latitude has at least.
const DEGREE_KM: f64 = 111.0;

/// The distance of the nearest of some points; infinite where there is none. A point that lies farther off by its
/// latitude alone is not measured.
pub(crate) fn nearest_km(point: (f64, f64), others: impl Iterator<Item = (f64, f64)>) -> f64 {
    let cos = point.0.to_radians().cos();
    let (mut least, mut nearest) = (f64::INFINITY, f64::INFINITY);
    for other in others {
        if (other.0 - point.0).abs() * DEGREE_KM > nearest {
            continue;
        }
        let angle = haversine(other, point, cos);
        if angle < least {
            (least, nearest) = (angle, arc_km(angle));
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_the_least_distance() {
        let point = (14.5, -4.2);
        let others = [(16.3, -3.4), (13.5, 2.1), (14.6, -4.0), (14.5, 40.0), (-3.0, -4.2), (14.4, -4.9)];
        let least = others.map(|o| distance_km(o, point)).into_iter().fold(f64::INFINITY, f64::min);
        assert_eq!(nearest_km(point, others.into_iter()), least);
        assert_eq!(nearest_km(point, std::iter::empty()), f64::INFINITY);
    }
}
