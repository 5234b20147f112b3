//! The imports from `src/web/host.js` and `src/web/glue.js`.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Headers, RequestInit, Url, UrlSearchParams, Window};

#[wasm_bindgen(module = "/src/web/host.js")]
extern "C" {
    pub(super) fn step(kind: u32, value: &JsValue) -> JsValue;

    #[wasm_bindgen(catch)]
    pub(super) fn get(object: &JsValue, key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = optionOf)]
    pub(super) fn option_of(options: &JsValue, key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = get)]
    pub(super) fn entry(object: &JsValue, key: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn has(object: &JsValue, key: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn set(object: &JsValue, key: &str, value: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = textKind)]
    pub(super) fn text_kind(value: &JsValue) -> u32;
    #[wasm_bindgen(js_name = isArray)]
    pub(super) fn is_array(value: &JsValue) -> bool;
    #[wasm_bindgen(js_name = leadingNumber)]
    pub(super) fn leading_number(value: &JsValue) -> f64;
    #[wasm_bindgen(catch, js_name = wellFormedText)]
    pub(super) fn well_formed_text(value: &JsValue) -> Result<String, JsValue>;
    #[wasm_bindgen(catch, js_name = isInstance)]
    pub(super) fn is_instance(value: &JsValue, class: &str) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_name = statusOf)]
    pub(super) fn status_of(response: &JsValue) -> Result<u16, JsValue>;
    #[wasm_bindgen(js_name = isLoosely)]
    pub(super) fn is_loosely(value: &JsValue, class: &str) -> bool;

    #[wasm_bindgen(catch, js_name = customFetchOf)]
    pub(super) fn custom_fetch_of(options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = allowsInsecureRequests)]
    pub(super) fn allows_insecure_requests(options: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(js_name = parseUrl)]
    pub(super) fn parse_url(text: &JsValue) -> Option<String>;
    #[wasm_bindgen(catch, js_name = formFrom)]
    pub(super) fn form_from(parameters: &JsValue) -> Result<UrlSearchParams, JsValue>;
    #[wasm_bindgen(catch, js_name = headersFrom)]
    pub(super) fn headers_from(init: &JsValue) -> Result<Headers, JsValue>;
    #[wasm_bindgen(js_name = userAgent)]
    pub(super) fn user_agent() -> Option<String>;
    #[wasm_bindgen(catch, js_name = requestInit)]
    pub(super) fn request_init(
        method: &str,
        body: &JsValue,
        headers: &Headers,
        signal: &JsValue,
    ) -> Result<RequestInit, JsValue>;
    #[wasm_bindgen(js_name = scopeFor)]
    pub(super) fn scope_for(custom: &JsValue) -> Window;
    #[wasm_bindgen(catch, js_name = signalFrom)]
    pub(super) fn signal_from(signal: &JsValue, url: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn authenticate(
        client_authentication: &JsValue,
        server: &JsValue,
        client: &JsValue,
        body: &UrlSearchParams,
        headers: &Headers,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = headerOf)]
    pub(super) fn header_of(message: &JsValue, name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn json(response: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = jsonOfCopy)]
    pub(super) fn json_of_copy(response: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn cancel(response: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/src/web/host.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = keyFacts)]
    pub(super) fn key_facts(key: &JsValue) -> Result<String, JsValue>;
    #[wasm_bindgen(catch, js_name = modulusLength)]
    pub(super) fn modulus_length(key: &JsValue) -> Result<f64, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn sign(
        name: &str,
        hash: &str,
        salt_length: u32,
        key: &JsValue,
        data: &[u8],
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = signHmac)]
    pub(super) fn sign_hmac(key: &JsValue, data: &[u8]) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = hmacKey)]
    pub(super) fn hmac_key(credential: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = bytesOf)]
    pub(super) fn bytes_of(buffer: &JsValue) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(catch, js_name = exportJwk)]
    pub(super) fn export_jwk(key: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn matches(
        name: &str,
        hash: &str,
        named_curve: &str,
        salt_length: u32,
        jwk: &str,
        signature: &JsValue,
        data: &[u8],
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = generateKey)]
    pub(super) fn generate_key(
        name: &str,
        hash: &str,
        named_curve: &str,
        modulus_length: &JsValue,
        extractable: &JsValue,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn hooked(
        hook: &JsValue,
        this: &JsValue,
        header: &JsValue,
        payload: &str,
        absent: &Array,
    ) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_name = hookOf)]
    pub(super) fn hook_of(options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn now() -> Result<f64, JsValue>;
    #[wasm_bindgen(js_name = jsonText)]
    pub(super) fn json_number(number: f64) -> String;
    #[wasm_bindgen(catch, js_name = jsonText)]
    pub(super) fn json_text(value: &JsValue) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(catch, js_name = clockSkewOf)]
    pub(super) fn clock_skew_of(client: &JsValue) -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_name = entriesOf)]
    pub(super) fn entries_of(form: &UrlSearchParams) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_name = valuesOf)]
    pub(super) fn values_of(form: &JsValue, name: &str) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_name = listOf)]
    pub(super) fn list_of(array: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_name = leadingInteger)]
    pub(super) fn leading_integer(text: &str) -> f64;
    #[wasm_bindgen(catch, js_name = parsedJson)]
    pub(super) fn parsed_json(text: &str) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_name = recallNonce)]
    pub(super) fn recall_nonce(nonces: &JsValue, origin: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = keepNonce)]
    pub(super) fn keep_nonce(nonces: &JsValue, origin: &str, nonce: &str, capacity: u32);

    pub(super) fn record(key: &str, value: &JsValue) -> JsValue;
    #[wasm_bindgen(catch, js_name = momentOf)]
    pub(super) fn moment_of(date: Option<String>) -> Result<f64, JsValue>;
    #[wasm_bindgen(js_name = pushedAuthorization)]
    pub(super) fn pushed_authorization(url: &Url, request_uri: &JsValue, expires_in: f64, moment: f64) -> JsValue;
}

#[wasm_bindgen(module = "/src/web/glue.js")]
extern "C" {
    #[wasm_bindgen(js_name = unsupportedError)]
    pub(super) fn unsupported_error(message: &str, cause: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = callbackError)]
    pub(super) fn callback_error(code: &str, message: &str, parameters: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = unexpectedError)]
    pub(super) fn unexpected_error(code: &str, message: &str, expected: &JsValue, parameters: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = authorizationResponseError)]
    pub(super) fn authorization_response_error(message: &str, parameters: &JsValue) -> JsValue;
    #[wasm_bindgen(catch, js_name = refusalKind)]
    pub(super) fn refusal_kind(error: &JsValue) -> Result<u32, JsValue>;
    #[wasm_bindgen(js_name = handleState)]
    pub(super) fn handle_state(handle: &JsValue) -> JsValue;
    #[wasm_bindgen(catch, js_name = issueCallback)]
    pub(super) fn issue_callback(parameters: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = rememberedJwk)]
    pub(super) fn remembered_jwk(key: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = rememberJwk)]
    pub(super) fn remember_jwk(key: &JsValue, jwk: &str);

    #[wasm_bindgen(thread_local_v2, js_name = expectNoState)]
    pub(super) static EXPECT_NO_STATE: JsValue;
    #[wasm_bindgen(thread_local_v2, js_name = skipStateCheck)]
    pub(super) static SKIP_STATE_CHECK: JsValue;
    #[wasm_bindgen(js_name = methodOf)]
    pub(super) fn method_of(client_authentication: &JsValue) -> u32;
    #[wasm_bindgen(js_name = secretOf)]
    pub(super) fn secret_of(client_authentication: &JsValue) -> JsValue;

    #[wasm_bindgen(thread_local_v2, js_name = _nodiscoverycheck)]
    pub(super) static NO_DISCOVERY_CHECK: JsValue;

    #[wasm_bindgen(js_name = argumentError)]
    pub(super) fn argument_error(code: &str, message: &str) -> JsValue;
    #[wasm_bindgen(js_name = endpointError)]
    pub(super) fn endpoint_error(code: &str, message: &str, attribute: &str) -> JsValue;
    #[wasm_bindgen(js_name = processingError)]
    pub(super) fn processing_error(code: &str, message: &str, cause: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = bodyError)]
    pub(super) fn body_error(code: &str, message: &str, body: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = mismatchError)]
    pub(super) fn mismatch_error(code: &str, message: &str, expected: &str, body: &JsValue, attribute: &str)
    -> JsValue;
    #[wasm_bindgen(js_name = responseBodyError)]
    pub(super) fn response_body_error(message: &str, body: &JsValue, response: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = challengeError)]
    pub(super) fn challenge_error(message: &str, challenges: &Array, response: &JsValue) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    /// The host's parameters, with values passed on as they are: a lone surrogate is the host's to replace.
    #[wasm_bindgen(extends = UrlSearchParams, js_name = URLSearchParams)]
    pub(super) type FormData;
    #[wasm_bindgen(method, catch)]
    pub(super) fn set(this: &FormData, name: &str, value: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    pub(super) fn fill_random(bytes: &mut [u8]) -> Result<(), JsValue>;
}
