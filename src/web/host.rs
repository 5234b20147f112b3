//! The imports from `src/web/frame.js` and `src/web/host.js`.
//!
//! Everything crosses as numbers: a value by its place in the call's frame ([`HostValue`](super::value::HostValue)), a
//! text of Rust's by its address and length, which JavaScript reads before the import returns. Zero says that the host
//! threw.

use wasm_bindgen::prelude::*;
use web_sys::Window;

#[wasm_bindgen(module = "/src/web/frame.js")]
extern "C" {
    pub(super) fn text(pointer: i32, length: i32) -> i32;
    pub(super) fn name(pointer: i32, length: i32) -> i32;
    pub(super) fn number(value: f64) -> i32;
    pub(super) fn boolean(value: i32) -> i32;
    #[wasm_bindgen(js_name = copyText)]
    pub(super) fn copy_text(text: i32, pointer: i32, length: i32) -> i32;
    #[wasm_bindgen(js_name = numberOf)]
    pub(super) fn number_of(value: i32) -> f64;

    pub(super) fn note(sent: i32);
    pub(super) fn advise(pointer: i32, length: i32);
    pub(super) fn thrown() -> i32;
    pub(super) fn rethrow(error: i32);
}

#[wasm_bindgen(module = "/src/web/glue.js")]
extern "C" {
    pub(super) fn fail(
        kind: i32,
        code: i32,
        pointer: i32,
        length: i32,
        about: i32,
        other: i32,
        expected: i32,
        hint: i32,
    );
    #[wasm_bindgen(js_name = headersOfResponse)]
    pub(super) fn headers_of_response(response: i32) -> i32;
    pub(super) fn fact(fact: i32, response: i32, headers: i32) -> i32;
    #[wasm_bindgen(js_name = aliasOf)]
    pub(super) fn alias_of(server: i32, pointer: i32, length: i32, name: i32) -> i32;
    #[wasm_bindgen(js_name = symbolMember)]
    pub(super) fn symbol_member(object: i32, symbol: i32) -> i32;
    #[wasm_bindgen(js_name = isSymbol)]
    pub(super) fn is_symbol(value: i32, symbol: i32) -> bool;
    #[wasm_bindgen(js_name = refusalKind)]
    pub(super) fn refusal_kind(error: i32) -> i32;
    pub(super) fn hidden(kind: i32, object: i32) -> i32;
    #[wasm_bindgen(js_name = knownAlgorithm)]
    pub(super) fn known_algorithm(key: i32) -> i32;
    pub(super) fn credential(client_authentication: i32) -> i32;
    #[wasm_bindgen(js_name = issueCallback)]
    pub(super) fn issue_callback(parameters: i32) -> i32;
}

#[wasm_bindgen(module = "/src/web/host.js")]
extern "C" {
    pub(super) fn member(object: i32, pointer: i32, length: i32) -> i32;
    pub(super) fn entry(object: i32, key: i32) -> i32;
    pub(super) fn has(object: i32, key: i32) -> i32;
    pub(super) fn set(object: i32, pointer: i32, length: i32, value: i32) -> i32;
    pub(super) fn assign(object: i32, pointer: i32, length: i32, value: i32) -> i32;
    #[wasm_bindgen(js_name = setComputed)]
    pub(super) fn set_computed(object: i32, key: i32, value: i32) -> i32;
    #[wasm_bindgen(js_name = hasEntry)]
    pub(super) fn has_entry(entries: i32, pointer: i32, length: i32) -> i32;
    #[wasm_bindgen(js_name = getEntry)]
    pub(super) fn get_entry(entries: i32, pointer: i32, length: i32) -> i32;
    #[wasm_bindgen(js_name = setEntry)]
    pub(super) fn set_entry(entries: i32, pointer: i32, length: i32, value: i32) -> i32;
    #[wasm_bindgen(js_name = takeEntry)]
    pub(super) fn take_entry(map: i32, key: i32) -> i32;
    #[wasm_bindgen(js_name = appendEntry)]
    pub(super) fn append_entry(map: i32, key: i32, value: i32) -> i32;
    #[wasm_bindgen(js_name = setNumber)]
    pub(super) fn set_number(object: i32, pointer: i32, length: i32, number: f64) -> i32;
    #[wasm_bindgen(js_name = setText)]
    pub(super) fn set_text(object: i32, pointer: i32, length: i32, text_pointer: i32, text_length: i32) -> i32;
    #[wasm_bindgen(js_name = beginsWith)]
    pub(super) fn begins_with(text: i32, pointer: i32, length: i32) -> bool;
    #[wasm_bindgen(js_name = isText)]
    pub(super) fn is_text(value: i32, pointer: i32, length: i32) -> bool;
    pub(super) fn global(pointer: i32, length: i32) -> i32;
    pub(super) fn record() -> i32;
    #[wasm_bindgen(js_name = formFrom)]
    pub(super) fn form_from(parameters: i32) -> i32;
    pub(super) fn url(href: i32) -> i32;
    pub(super) fn date(milliseconds: f64) -> i32;
    pub(super) fn invoke(object: i32, pointer: i32, length: i32, first: i32, second: i32) -> i32;
    #[wasm_bindgen(js_name = isInstance)]
    pub(super) fn is_instance(value: i32, pointer: i32, length: i32) -> i32;
    #[wasm_bindgen(js_name = isResponse)]
    pub(super) fn is_response(value: i32) -> bool;
    #[wasm_bindgen(js_name = leadingNumber)]
    pub(super) fn leading_number(value: i32) -> f64;
    #[wasm_bindgen(js_name = leadingInteger)]
    pub(super) fn leading_integer(text: i32) -> f64;
    #[wasm_bindgen(js_name = jsonText)]
    pub(super) fn json_text(value: i32) -> i32;
    #[wasm_bindgen(js_name = parsedJson)]
    pub(super) fn parsed_json(text: i32) -> i32;
    pub(super) fn list(array: i32) -> i32;
    pub(super) fn item(list: i32, index: i32) -> i32;
    #[wasm_bindgen(js_name = wellFormedText)]
    pub(super) fn well_formed_text(value: i32) -> i32;

    #[wasm_bindgen(js_name = parseUrl)]
    pub(super) fn parse_url(text: i32) -> i32;
    #[wasm_bindgen(js_name = headersFrom)]
    pub(super) fn headers_from(init: i32) -> i32;
    #[wasm_bindgen(js_name = headersOf)]
    pub(super) fn headers_of(fields: i32, count: i32) -> i32;
    #[wasm_bindgen(js_name = navigatorBegins)]
    pub(super) fn navigator_begins(pointer: i32, length: i32) -> bool;
    pub(super) fn authenticate(client_authentication: i32, server: i32, client: i32, body: i32, headers: i32) -> i32;
    #[wasm_bindgen(js_name = requestFor)]
    pub(super) fn request_for(
        custom_fetch: i32,
        method: i32,
        method_length: i32,
        url: i32,
        body: i32,
        headers: i32,
        fields: i32,
        count: i32,
        signal: i32,
    ) -> Window;
    pub(super) fn adopt(answer: i32) -> i32;
    #[wasm_bindgen(js_name = keepAnswer)]
    pub(super) fn keep_answer(answer: &JsValue, custom_fetch: i32, signal: i32, lowest_refusal: i32) -> i32;
    #[wasm_bindgen(js_name = signalFrom)]
    pub(super) fn signal_from(signal: i32, url: i32) -> i32;
    #[wasm_bindgen(js_name = statusOf)]
    pub(super) fn status_of(response: i32) -> i32;

    pub(super) fn now() -> f64;
    pub(super) fn random(pointer: i32, length: i32, pooled: i32) -> i32;

    #[wasm_bindgen(js_name = keyFacts)]
    pub(super) fn key_facts(key: i32) -> i32;
    #[wasm_bindgen(js_name = modulusLength)]
    pub(super) fn modulus_length(key: i32) -> i32;
    pub(super) fn sign(
        name: i32,
        name_length: i32,
        hash: i32,
        hash_length: i32,
        salt_length: i32,
        key: i32,
        pointer: i32,
        length: i32,
    ) -> i32;
    pub(super) fn both(first: i32, second: i32) -> i32;
    #[wasm_bindgen(js_name = copyBuffer)]
    pub(super) fn copy_buffer(buffer: i32, pointer: i32, length: i32) -> i32;
    #[wasm_bindgen(js_name = lengthOf)]
    pub(super) fn length_of(bytes: i32) -> i32;
    #[wasm_bindgen(js_name = copyBytes)]
    pub(super) fn copy_bytes(bytes: i32, pointer: i32, length: i32);
    #[wasm_bindgen(js_name = exportJwk)]
    pub(super) fn export_jwk(key: i32) -> i32;
    pub(super) fn matches(
        name: i32,
        hash: i32,
        named_curve: i32,
        salt_length: i32,
        jwk: i32,
        signature: i32,
        pointer: i32,
        length: i32,
    ) -> i32;
    #[wasm_bindgen(js_name = generateKey)]
    pub(super) fn generate_key(name: i32, hash: i32, named_curve: i32, modulus_length: i32, extractable: i32) -> i32;
    pub(super) fn apply(run: i32, this: i32, first: i32, second: i32) -> i32;
}
