//! What JavaScript can ask for, by the numbers of `src/web/api.js` and `src/web/es256.js`.

use alloc::boxed::Box;

use super::task::Task;
use super::value::{HostValue, Outcome};
use super::*;

/// Calls a synchronous operation.
pub(super) fn call(operation: u32) -> Outcome {
    match operation {
        0 => client_auth::check_secret(),
        1 => dpop::key_pair(),
        2 => client_auth::private_key(),
        3 => client_auth::authenticate(),
        4 => dpop::cache_nonce(),
        5 => dpop::is_dpop_nonce_error(),
        6 => callback::validate_auth_response(),
        7 => pkce::random_identifier(),
        8 => internals::check_protocol(),
        9 => internals::resolve_endpoint(),
        10 => internals::get_content_type(),
        #[cfg(feature = "es256")]
        40 => es256::read_key(),
        #[cfg(feature = "es256")]
        41 => es256::make_key(),
        #[cfg(feature = "es256")]
        42 => es256::sign(),
        #[cfg(feature = "es256")]
        43 => es256::export_key(),
        _ => Ok(HostValue::UNDEFINED),
    }
}

/// Makes the future of an asynchronous operation.
pub(super) fn start(operation: u32) -> Task {
    match operation {
        11 => Box::pin(par::pushed_authorization_request()),
        12 => Box::pin(par::process_pushed_authorization_response()),
        13 => Box::pin(authorization_url::pushed_authorization_url()),
        14 => Box::pin(discovery::discovery_request()),
        15 => Box::pin(discovery::process_discovery_response()),
        16 => Box::pin(request_object::issue_request_object()),
        17 => Box::pin(client_auth::assert_client()),
        18 => Box::pin(dpop::add_proof()),
        19 => Box::pin(dpop::calculate_thumbprint()),
        20 => Box::pin(key_pair::generate_key_pair()),
        21 => Box::pin(pkce::calculate_pkce_code_challenge()),
        #[cfg(feature = "test-trap")]
        22 => Box::pin(trap::trap()),
        _ => Box::pin(async { Ok(HostValue::UNDEFINED) }),
    }
}
