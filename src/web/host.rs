//! The imports from `src/web/host.js` and `src/web/glue.js`.

use alloc::string::String;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Headers, RequestInit, UrlSearchParams, Window};

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

#[wasm_bindgen(module = "/src/web/glue.js")]
extern "C" {
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
