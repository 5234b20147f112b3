//! JSON as the rules read it, compared with JavaScript.

use oauth4wasm::protocol::argument::{Source, not_negative, object};
use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::json::Json;
use oauth4wasm::protocol::metadata::Document as _;
use oauth4wasm::protocol::value::{Text, Value as _};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Every expectation is what `parseFloat` yields in Node 20.
#[test]
fn leading_number_is_parse_float() {
    for (text, expected) in [
        ("60", 60.0),
        ("60abc", 60.0),
        (" 5 ", 5.0),
        ("\u{FEFF}\u{A0}\t\n5", 5.0),
        ("-1", -1.0),
        ("+1", 1.0),
        ("1.5.5", 1.5),
        ("5.", 5.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("5.e1", 50.0),
        ("1e3", 1000.0),
        ("1E+3s", 1000.0),
        ("1e-3", 0.001),
        ("1e", 1.0),
        ("1e+", 1.0),
        ("1ee3", 1.0),
        ("0x10", 0.0),
        ("1_000", 1.0),
        ("1,5", 1.0),
        ("1e999", f64::INFINITY),
        ("Infinity", f64::INFINITY),
        ("-Infinityx", f64::NEG_INFINITY),
    ] {
        assert_eq!(Json::Text(text).leading_number(), expected, "{text:?}");
        assert_eq!(Json::Value(&json!(text)).leading_number(), expected, "{text:?}");
        assert_eq!(Json::Value(&json!([text, "1"])).leading_number(), expected, "[{text:?}]");
    }
    for text in
        ["", " ", "x", "x60", ".", "-", "+", "e5", "- 5", "--5", ".e5", "infinity", "inf", "nan", "NaN", "\u{85}5"]
    {
        assert!(Json::Text(text).leading_number().is_nan(), "{text:?}");
    }
}

#[test]
fn leading_number_of_what_is_no_text() {
    for (value, expected) in
        [(json!([60]), 60.0), (json!([[7, 8], 9]), 7.0), (json!([5e21]), 5e21), (json!([-0.5]), -0.5)]
    {
        assert_eq!(Json::Value(&value).leading_number(), expected, "{value}");
    }
    for value in
        [json!(null), json!(true), json!({}), json!([]), json!([null, 1]), json!([true]), json!([[], 1]), json!([{}])]
    {
        assert!(Json::Value(&value).leading_number().is_nan(), "{value}");
    }
    assert!(Json::Undefined.leading_number().is_nan());
}

#[test]
fn kinds() {
    // is_object, is_array, is_truthy, text, number
    let table: [(Value, bool, bool, bool, Text, Option<f64>); 10] = [
        (json!(null), false, false, false, Text::Absent, None),
        (json!(true), false, false, true, Text::Absent, None),
        (json!(false), false, false, false, Text::Absent, None),
        (json!(0), false, false, false, Text::Absent, Some(0.0)),
        (json!(-0.0), false, false, false, Text::Absent, Some(0.0)),
        (json!(2.5), false, false, true, Text::Absent, Some(2.5)),
        (json!(""), false, false, false, Text::Empty, None),
        (json!("0"), false, false, true, Text::Present, None),
        (json!([]), true, true, true, Text::Absent, None),
        (json!({}), true, false, true, Text::Absent, None),
    ];
    for (value, is_object, is_array, is_truthy, text, number) in table {
        let json = Json::Value(&value);
        assert_eq!(json.is_object(), is_object, "{value}");
        assert_eq!(json.is_array(), is_array, "{value}");
        assert_eq!(json.is_truthy(), is_truthy, "{value}");
        assert_eq!(json.text(), text, "{value}");
        assert_eq!(json.number(), number, "{value}");
        assert!(!json.is_undefined());
    }
    assert!(Json::Undefined.is_undefined() && !Json::Undefined.is_truthy() && !Json::Undefined.is_object());
    assert_eq!(Json::Text("x").to_text().as_deref(), Some("x"));
    assert!(Json::Text("x").is_truthy() && !Json::Text("").is_truthy());
}

#[test]
fn a_secret_is_in_no_debug_output() {
    assert_eq!(format!("{:?} {:?}", Json::Text("hunter2"), Json::Value(&json!("hunter2"))), "Text(..) Value(..)");
}

#[test]
fn members() {
    let value = json!({ "a": { "b": null } });
    let a = Json::Value(&value).member("a").unwrap();
    assert_eq!(a.member("b"), Ok(Json::Value(&Value::Null)));
    assert_eq!(a.member("c"), Ok(Json::Undefined));
    assert_eq!(Json::Text("x").member("length"), Ok(Json::Undefined));
    assert_eq!((a.has("b"), a.has("c")), (Ok(true), Ok(false)));
}

#[test]
fn arguments() {
    let of = |problem| Err(Error::Argument { subject: "x", problem });
    let check = |number| not_negative(number, &Json::Undefined, "x", Source::Argument);
    assert_eq!((check(0.0), check(-0.0), check(1e300)), (Ok(()), Ok(()), Ok(())));
    assert_eq!((check(-1e-300), check(f64::NEG_INFINITY)), (of(Problem::Negative), of(Problem::NotNumber)));
    assert_eq!((check(f64::NAN), check(f64::INFINITY)), (of(Problem::NotNumber), of(Problem::NotNumber)));
    assert_eq!(object(&Json::Text("x"), "x"), of(Problem::NotObject));
    assert_eq!(object(&Json::Undefined, "x"), of(Problem::NotObject));
}

proptest! {
    #[test]
    fn a_number_is_read_back_from_its_text(number in any::<f64>().prop_filter("finite", |number| number.is_finite()), junk in "[ a-df-z]{0,5}") {
        prop_assert_eq!(Json::Text(&format!("{number}{junk}")).leading_number(), number);
        prop_assert_eq!(Json::Text(&format!("  {number:e}{junk}")).leading_number(), number);
    }

    #[test]
    fn leading_number_never_panics(text in any::<String>()) {
        let _ = Json::Text(&text).leading_number();
    }
}
