//! Settings: a table of what may be written, what may not, and what is said then.

use salus_server::config::{Environment, LogFormat, Origin, Problems, Settings, Workers, table};
use std::io::ErrorKind;
use std::path::Path;

/// Reads these variables and, when there is one, this file.
fn read(variables: &[(&str, &str)], file: Option<&str>) -> Result<Settings, Problems> {
    let variable = |name: &str| {
        variables
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| (*value).to_owned())
    };
    Settings::read(variable, |path| match file {
        Some(text) if path == Path::new("salus.toml") => Ok(text.to_owned()),
        _ => Err(ErrorKind::NotFound.into()),
    })
}

#[test]
fn nothing_needs_to_be_set_on_a_desk() {
    let settings = read(&[], None).expect("the defaults");
    assert_eq!(settings.database_url, "sqlite://data/salus.sqlite");
    assert_eq!(settings.addr.to_string(), "127.0.0.1:3000");
    assert_eq!(settings.public_url.as_str(), "http://127.0.0.1:3000");
    assert_eq!(settings.environment, Environment::Development);
    assert_eq!(settings.workers, Workers::InProcess);
    assert_eq!(settings.log_format, LogFormat::Text);
}

#[test]
fn the_environment_goes_before_the_file() {
    let file = "addr = \"0.0.0.0:8080\"\nlog_format = \"json\"\nmax_connections = 40\nworkers = \"none\"\n";
    let settings = read(
        &[("SALUS_ADDR", "127.0.0.1:9000"), ("SALUS_WORKERS", "")],
        Some(file),
    )
    .expect("settings");
    assert_eq!(settings.addr.port(), 9000);
    assert_eq!(settings.public_url.as_str(), "http://127.0.0.1:9000");
    assert_eq!(settings.log_format, LogFormat::Json);
    assert_eq!(settings.max_connections, 40);
    assert_eq!(
        settings.workers,
        Workers::Elsewhere,
        "an empty variable counts as none"
    );
}

#[test]
fn each_wrong_setting_is_named() {
    const PRODUCTION: [(&str, &str); 2] = [
        ("SALUS_ENV", "production"),
        ("DATABASE_URL", "sqlite:///d/s.sqlite"),
    ];
    let with = |more: (&'static str, &'static str)| [PRODUCTION.as_slice(), &[more]].concat();
    for (variables, file, named) in [
        (vec![("SALUS_ADDR", "localhost")], "", "SALUS_ADDR"),
        (vec![("SALUS_ADDR", "127.0.0.1:99999")], "", "SALUS_ADDR"),
        (vec![("SALUS_ENV", "prod")], "", "SALUS_ENV"),
        (
            vec![("SALUS_MAX_CONNECTIONS", "0")],
            "",
            "SALUS_MAX_CONNECTIONS",
        ),
        (vec![("SALUS_WORKERS", "four")], "", "SALUS_WORKERS"),
        (vec![("SALUS_LOG", "info,,=x=y")], "", "SALUS_LOG"),
        (vec![("SALUS_LOG_FORMAT", "xml")], "", "SALUS_LOG_FORMAT"),
        (
            vec![("SALUS_TRUSTED_PROXIES", "10.0.0.0/8, proxy")],
            "",
            "SALUS_TRUSTED_PROXIES",
        ),
        (
            vec![("SALUS_SECRET_KEY", "c2hvcnQ=")],
            "",
            "SALUS_SECRET_KEY",
        ),
        (
            vec![("DATABASE_URL", "mysql://root@localhost/salus")],
            "",
            "DATABASE_URL",
        ),
        (
            vec![("SALUS_PUBLIC_URL", "salus.example")],
            "",
            "SALUS_PUBLIC_URL",
        ),
        (
            vec![("SALUS_PUBLIC_URL", "https://salus.example/app")],
            "",
            "SALUS_PUBLIC_URL",
        ),
        (
            vec![("SALUS_PUBLIC_URL", "https://me@salus.example")],
            "",
            "SALUS_PUBLIC_URL",
        ),
        (
            vec![("SALUS_PUBLIC_URL", "ftp://salus.example")],
            "",
            "SALUS_PUBLIC_URL",
        ),
        (
            vec![("SALUS_CONFIG", "/etc/missing.toml")],
            "",
            "SALUS_CONFIG",
        ),
        (vec![], "adress = \"127.0.0.1:3000\"", "adress"),
        (vec![], "addr = ", "salus.toml"),
        (vec![], "addr = [1]", "SALUS_ADDR"),
        (PRODUCTION.to_vec(), "", "SALUS_PUBLIC_URL"),
        (
            with(("SALUS_PUBLIC_URL", "http://salus.example")),
            "",
            "SALUS_PUBLIC_URL",
        ),
        (
            with(("SALUS_PUBLIC_URL", "http://127.0.0.1:3000")),
            "",
            "SALUS_PUBLIC_URL",
        ),
        (
            vec![
                ("SALUS_ENV", "production"),
                ("SALUS_PUBLIC_URL", "https://salus.example"),
            ],
            "",
            "DATABASE_URL",
        ),
    ] {
        let Problems(problems) = read(&variables, Some(file)).expect_err(named);
        let names: Vec<&str> = problems
            .iter()
            .map(|problem| problem.setting.as_str())
            .collect();
        assert_eq!(names, [named], "{variables:?} {file:?}");
        assert!(
            problems
                .iter()
                .all(|problem| !problem.wrong.is_empty() && !problem.mend.is_empty())
        );
    }
}

#[test]
fn everything_wrong_is_said_at_once_and_no_password_with_it() {
    let variables = [
        ("DATABASE_URL", "mysql://root:geheim@localhost/salus"),
        ("SALUS_ADDR", "here"),
        ("SALUS_WORKERS", "many"),
    ];
    let problems = read(&variables, Some("colour = 1")).expect_err("four problems");
    assert_eq!(problems.0.len(), 4, "{problems}");
    assert!(!problems.to_string().contains("geheim"));
    assert!(
        !format!(
            "{:?}",
            read(&[("DATABASE_URL", "postgres://a:geheim@b/c")], None)
        )
        .contains("geheim")
    );
}

#[test]
fn origins_are_written_as_browsers_write_them() {
    for (url, origin) in [
        ("https://Salus.Example:443/", Some("https://salus.example")),
        ("http://salus.example:80", Some("http://salus.example")),
        (
            "https://salus.example:8443",
            Some("https://salus.example:8443"),
        ),
        ("http://[::1]:3000", Some("http://[::1]:3000")),
        ("https://salus.example:", None),
        ("https://salus.example:x", None),
        ("https://salus.example?x", None),
        ("https://", None),
        ("/", None),
        ("", None),
    ] {
        assert_eq!(
            Origin::parse(url).as_ref().map(Origin::as_str),
            origin,
            "{url}"
        );
    }
}

#[test]
fn only_a_desk_trusts_the_names_a_machine_has_for_itself() {
    let desk = read(&[("SALUS_PUBLIC_URL", "http://salus.test:3000")], None).expect("settings");
    assert!(
        desk.origins()
            .iter()
            .any(|origin| origin.as_str() == "http://localhost:3000")
    );
    let production = [
        ("SALUS_ENV", "production"),
        ("SALUS_PUBLIC_URL", "https://salus.example"),
        ("DATABASE_URL", "sqlite:///d/s.sqlite"),
    ];
    let origins = read(&production, None).expect("settings").origins();
    assert_eq!(
        origins.iter().map(Origin::as_str).collect::<Vec<_>>(),
        ["https://salus.example"]
    );
}

#[test]
fn the_documentation_has_the_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/operations.md");
    let text = std::fs::read_to_string(file).expect("docs/operations.md");
    assert!(
        text.contains(&table()),
        "docs/operations.md should have this table:\n\n{}",
        table()
    );
}
