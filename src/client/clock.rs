/// What time it is.
///
/// A client whose host's clock is wrong can be given one that is right: JWTs that are issued in the past or in the
/// future are refused (FAPI 2.0 §5.3.2.1). [`Pushed::clock_difference`](super::Pushed::clock_difference) tells.
pub trait Clock {
    /// Yields the seconds since 1970-01-01T00:00:00Z.
    fn seconds(&self) -> i64;
}

impl<C: Clock> Clock for &C {
    fn seconds(&self) -> i64 {
        C::seconds(self)
    }
}

/// The host's clock.
#[cfg(any(not(target_arch = "wasm32"), feature = "rust-web"))]
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[cfg(not(target_arch = "wasm32"))]
impl Clock for SystemClock {
    fn seconds(&self) -> i64 {
        let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since_1970.ok().and_then(|duration| i64::try_from(duration.as_secs()).ok()).unwrap_or_default()
    }
}

#[cfg(all(target_arch = "wasm32", feature = "rust-web"))]
impl Clock for SystemClock {
    fn seconds(&self) -> i64 {
        (js_sys::Date::now() / 1000.0) as i64
    }
}
