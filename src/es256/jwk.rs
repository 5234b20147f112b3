use alloc::string::String;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use p256::elliptic_curve::zeroize::Zeroizing;

use super::{NUMBER, PrivateKey, refused};
use crate::protocol::argument::{self, Source};
use crate::protocol::claims::quoted;
use crate::protocol::value::Value;

const KTY: &str = "EC";
const CRV: &str = "P-256";

impl PrivateKey {
    /// Yields the key of a JWK (RFC 7518 §6.2), with its `kid`.
    ///
    /// # Errors
    /// [`Error::Argument`](crate::protocol::error::Error::Argument), `ERR_INVALID_ARG_TYPE` or `ERR_INVALID_ARG_VALUE`: it
    /// is not a JWK of an EC private key of P-256; its `alg` or `use` is for something else; a number is not 32 bytes of
    /// base64url; `d` is zero or not below the order of the curve; `x` and `y` are not the point that belongs to `d`.
    pub fn from_jwk<V: Value>(jwk: &V) -> Result<Self, V::Error> {
        argument::object(jwk, "jwk")?;
        expect(jwk, ("kty", "jwk.kty"), KTY, "must be \"EC\"")?;
        expect(jwk, ("crv", "jwk.crv"), CRV, "must be \"P-256\"")?;
        if !jwk.member("alg")?.is_undefined() {
            expect(jwk, ("alg", "jwk.alg"), "ES256", "must be \"ES256\"")?;
        }
        if !jwk.member("use")?.is_undefined() {
            expect(jwk, ("use", "jwk.use"), "sig", "must be \"sig\"")?;
        }
        // What is to blame becomes the cause of an error: never the JWK itself, for it holds the secret.
        let blame = jwk.member("kty")?;
        let secret = Zeroizing::new(number(jwk, ("d", "jwk.d"), &blame)?);
        let point = [number(jwk, ("x", "jwk.x"), &blame)?, number(jwk, ("y", "jwk.y"), &blame)?];
        let key = Self::from_scalar(&secret).map_err(|error| blame.fail(error))?;
        if key.point != point {
            return Err(blame.fail(refused("jwk", "must have the \"x\" and \"y\" that belong to its \"d\"")));
        }
        let kid = jwk.member("kid")?;
        if kid.is_undefined() {
            return Ok(key);
        }
        argument::text(&kid, &kid, "jwk.kid", Source::Argument)?;
        Ok(key.with_key_id(kid.to_text().unwrap_or_default()))
    }

    /// Yields the JWK of the private key, its `kid` included: a secret.
    #[must_use]
    pub fn to_jwk(&self) -> Zeroizing<String> {
        let mut jwk = Zeroizing::new(self.to_public_jwk());
        let text = Zeroizing::new(Base64UrlUnpadded::encode_string(self.to_scalar().as_slice()));
        // One allocation that is long enough: nothing of the secret stays behind in a shorter one.
        let mut with_number = Zeroizing::new(String::with_capacity(jwk.len() + text.len() + r#","d":"""#.len()));
        jwk.pop();
        with_number.push_str(&jwk);
        with_number.push_str(r#","d":""#);
        with_number.push_str(&text);
        with_number.push_str("\"}");
        with_number
    }

    /// Yields the JWK of the public key, its `kid` included: what the server gets to know (RFC 7591 §2, `jwks`).
    #[must_use]
    pub fn to_public_jwk(&self) -> String {
        let [x, y] = self.point.map(|number| Base64UrlUnpadded::encode_string(&number));
        let key_id = self.key_id().map_or_else(String::new, |key_id| [",\"kid\":", &quoted(key_id)].concat());
        [r#"{"kty":""#, KTY, r#"","crv":""#, CRV, r#"","x":""#, &x, r#"","y":""#, &y, "\"", &key_id, "}"].concat()
    }
}

fn expect<V: Value>(
    jwk: &V,
    (name, subject): (&'static str, &'static str),
    expected: &str,
    predicate: &'static str,
) -> Result<(), V::Error> {
    let value = jwk.member(name)?;
    argument::text(&value, &value, subject, Source::Argument)?;
    match value.to_text().as_deref() == Some(expected) {
        true => Ok(()),
        false => Err(value.fail(refused(subject, predicate))),
    }
}

/// A number of RFC 7518 §6.2: the whole 32 bytes of it, leading zeros included.
fn number<V: Value>(
    jwk: &V,
    (name, subject): (&'static str, &'static str),
    blame: &V,
) -> Result<[u8; NUMBER], V::Error> {
    let value = jwk.member(name)?;
    argument::text(&value, blame, subject, Source::Argument)?;
    let text = Zeroizing::new(value.to_text().unwrap_or_default());
    let mut number = [0; NUMBER];
    match Base64UrlUnpadded::decode(text.as_bytes(), &mut number) {
        Ok(bytes) if bytes.len() == NUMBER => Ok(number),
        _ => Err(blame.fail(refused(subject, "must be 32 bytes of base64url without padding"))),
    }
}
