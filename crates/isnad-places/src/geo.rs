//! Points on the earth.

const EARTH_KM: f64 = 6371.0;

/// The great-circle distance of two points (latitude, longitude in degrees) in kilometres.
pub fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, lb) = (a.0.to_radians(), b.0.to_radians());
    let half = |d: f64| (d.to_radians() / 2.0).sin().powi(2);
    let h = half(b.0 - a.0) + la.cos() * lb.cos() * half(b.1 - a.1);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}
