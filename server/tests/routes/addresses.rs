//! The list of all addresses, so that a new one is seen in review.

use std::path::Path;

/// Every page and server function stands in `golden/addresses.txt`, and nothing else does.
///
/// A server function that is declared and not linked into the program would be missing here.
#[test]
fn the_addresses_are_those_of_the_list() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/addresses.txt");
    let listed = std::fs::read_to_string(&file).expect("the list");
    let actual = salus_server::pages::addresses().join("\n") + "\n";
    assert_eq!(listed, actual, "the addresses changed: review, then write them to {}", file.display());
}

/// Every `#[server]` of the application is an address.
#[test]
fn every_declared_server_function_is_served() {
    let api = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/api");
    let addresses = salus_server::pages::addresses().join("\n");
    let mut declared = 0;
    for file in std::fs::read_dir(api).expect("the server functions") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a source");
        for (_, rest) in text.match_indices("endpoint = \"").map(|(at, found)| text.split_at(at + found.len())) {
            let endpoint = rest.split('"').next().expect("an end");
            assert!(addresses.contains(&format!(" /fn/{endpoint}")), "{endpoint} is not served");
            declared += 1;
        }
    }
    assert!(declared > 10, "only {declared} found");
}
