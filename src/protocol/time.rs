//! The moment that a JWT is issued at (RFC 7519 §2, NumericDate).

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::http_date;

/// A moment, in seconds since 1970-01-01T00:00:00Z, leap seconds ignored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Time(f64);

impl Time {
    /// Yields a moment; it may have a fraction.
    #[must_use]
    pub const fn at(seconds: f64) -> Self {
        Self(seconds)
    }

    /// Yields the seconds since 1970.
    #[must_use]
    pub const fn seconds(self) -> f64 {
        self.0
    }

    /// Yields the seconds since 1970 of so many seconds later.
    #[must_use]
    pub fn after(self, seconds: f64) -> f64 {
        self.0 + seconds
    }
}
