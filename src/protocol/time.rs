//! The moment that a JWT is issued at (RFC 7519 §2, NumericDate).

use alloc::string::String;

use super::claims::Claim;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::http_date;

/// A moment, in seconds since 1970-01-01T00:00:00Z, leap seconds ignored.
#[derive(Debug, Clone, Copy)]
pub struct Time {
    seconds: f64,
    decimal: fn(f64) -> String,
}

impl Time {
    /// Yields a moment of whole seconds; a fraction is cut off.
    #[must_use]
    pub fn at(seconds: f64) -> Self {
        Self { seconds: seconds as i64 as f64, decimal: |_| String::from("0") }
    }

    /// Yields a moment that may have a fraction; `decimal` is the host's way to write a number.
    #[must_use]
    pub fn with_fraction(seconds: f64, decimal: fn(f64) -> String) -> Self {
        Self { seconds, decimal }
    }

    /// Yields the claim for so many seconds later.
    #[must_use]
    pub fn after(&self, seconds: f64) -> Claim {
        self.number(self.seconds + seconds)
    }

    /// Yields the claim for a number, in the host's notation where it is not a whole one.
    #[must_use]
    pub fn number(&self, number: f64) -> Claim {
        match number as i64 {
            0 if number.is_sign_negative() && number == 0.0 => {
                Claim::Written { original: "-0".into(), serialised: "0".into() }
            }
            whole if whole as f64 == number && whole.unsigned_abs() < 1 << 53 => Claim::Integer(whole),
            _ => Claim::Json((self.decimal)(number)),
        }
    }
}
