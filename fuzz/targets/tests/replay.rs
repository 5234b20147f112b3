//! Every seed, and random changes of them, through the targets: what cargo-fuzz does, with any compiler and in seconds.
//!
//! `FUZZ_SECONDS` says how long each target is tried (3 by default), `FUZZ_SEED` repeats a run.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, panic};

use fastrand::Rng;
use fuzz_targets::{TARGETS, Target};

const SECONDS: u64 = 3;
const LONGEST: usize = 4096;
const PIECES: [&[u8]; 24] = [
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"=",
    b"&",
    b"%",
    b"+",
    b" ",
    b"\n\n",
    b"\0",
    b"null",
    b"-0",
    b"1e400",
    b"\xff",
    b"\xef\xbb\xbf",
    b"__proto__",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"hunter2",
];

/// One test for each target, so that they run side by side and each has a name.
macro_rules! replayed {
    ($($name:ident)*) => {
        $(#[test] fn $name() { replay(stringify!($name)); })*

        #[test]
        fn every_target_is_here_and_has_seeds() {
            assert_eq!(TARGETS.map(|(name, _)| name), [$(stringify!($name)),*]);
        }
    };
}

replayed! {
    authorization_response
    challenge
    discovery
    endpoint
    exchange
    par_answer
    private_key
    public_jwk
    request_object
}

#[test]
fn cargo_fuzz_knows_every_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        assert!(
            manifest.contains(&format!("[[bin]]\nname = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"\n")),
            "{name}"
        );
        let program = fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(program.contains(&format!("fuzz_targets::{name}(data)")), "{program}");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
}

fn replay(name: &str) {
    let (_, target) = TARGETS.into_iter().find(|(known, _)| *known == name).unwrap();
    let seeds = seeds(name);
    for (file, data) in &seeds {
        run(target, data, &format!("the seed {file}"));
    }
    let seed = number("FUZZ_SEED").unwrap_or_else(|| fastrand::u64(..));
    let mut random = Rng::with_seed(seed);
    let until = Instant::now() + Duration::from_secs(number("FUZZ_SECONDS").unwrap_or(SECONDS));
    let mut inputs = 0;
    while Instant::now() < until {
        let data = changed(&seeds, &mut random);
        run(target, &data, &format!("FUZZ_SEED={seed}, input {inputs}"));
        inputs += 1;
    }
    println!("{name}: {} seeds, {inputs} changes of them, FUZZ_SEED={seed}", seeds.len());
    assert!(inputs > 0);
}

fn seeds(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds").join(name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 5, "{name} has {} seeds", files.len());
    files.into_iter().map(|file| (file.display().to_string(), fs::read(file).unwrap())).collect()
}

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok().map(|text| text.parse().unwrap())
}

fn run(target: Target, data: &[u8], origin: &str) {
    let panicked = panic::catch_unwind(|| target(data)).is_err();
    assert!(!panicked, "{origin} breaks an invariant: b\"{}\"", data.escape_ascii());
}

/// A seed with up to eight small changes.
fn changed(seeds: &[(String, Vec<u8>)], random: &mut Rng) -> Vec<u8> {
    let mut data = any(seeds, random).to_vec();
    for _ in 0..random.usize(1..=8) {
        let at = random.usize(0..=data.len());
        let end = random.usize(at..=data.len().min(at + 16));
        match random.u8(0..7) {
            0 if at < data.len() => data[at] ^= 1 << random.u8(0..8),
            1 if at < data.len() => data[at] = random.u8(..),
            2 => drop(data.drain(at..end)),
            3 => {
                let copy = data[at..end].to_vec();
                data.splice(at..at, copy);
            }
            4 => drop(data.splice(at..end, any(seeds, random).iter().copied())),
            5 => data.truncate(at.max(1)),
            _ => drop(data.splice(at..end, PIECES[random.usize(..PIECES.len())].iter().copied())),
        }
    }
    data.truncate(LONGEST);
    data
}

fn any<'a>(seeds: &'a [(String, Vec<u8>)], random: &mut Rng) -> &'a [u8] {
    &seeds[random.usize(..seeds.len())].1
}
