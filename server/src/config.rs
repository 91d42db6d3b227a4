//! Every setting: its name, its default, what it may be. Read once at start, from the environment and
//! an optional file; whatever is wrong is reported at once, with how to mend it.

mod source;

use http::Uri;
use ipnet::IpNet;
use salus_services::Site;
use source::Source;
use std::fmt::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

/// The environment variable that names the file of settings.
pub const CONFIG: &str = "SALUS_CONFIG";

/// The file of settings when none is named; it may be missing.
pub const DEFAULT_FILE: &str = "salus.toml";

/// One setting, as documented.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its environment variable.
    pub variable: &'static str,
    /// Its key in the file.
    pub key: &'static str,
    /// Its default, in words where it depends.
    pub default: &'static str,
    /// What it does.
    pub about: &'static str,
}

const DATABASE_URL: Setting = Setting {
    variable: "DATABASE_URL",
    key: "database_url",
    default: "`sqlite://data/salus.sqlite`; none in production",
    about: "The database: `sqlite://path/to/file` or `postgres://user:password@host/name`.",
};
const ADDR: Setting = Setting {
    variable: "SALUS_ADDR",
    key: "addr",
    default: "`127.0.0.1:3000`",
    about: "The address and port to listen on.",
};
const ENV: Setting = Setting {
    variable: "SALUS_ENV",
    key: "env",
    default: "`development`",
    about: "`development` or `production`. Production insists on https and refuses demonstration data.",
};
const PUBLIC_URL: Setting = Setting {
    variable: "SALUS_PUBLIC_URL",
    key: "public_url",
    default: "`http://127.0.0.1:<port>`; none in production",
    about: "The address people type, without a path. Only pages from here may change anything; `https` in production.",
};
const SITE_ROOT: Setting = Setting {
    variable: "SALUS_SITE_ROOT",
    key: "site_root",
    default: "`target/site`",
    about: "The folder with the built site: scripts, styles, fonts.",
};
const MAX_CONNECTIONS: Setting = Setting {
    variable: "SALUS_MAX_CONNECTIONS",
    key: "max_connections",
    default: "`20`",
    about: "How many connections PostgreSQL may be asked for, 2 to 1000. SQLite ignores it.",
};
const WORKERS: Setting = Setting {
    variable: "SALUS_WORKERS",
    key: "workers",
    default: "`in-process`",
    about: "`in-process`: `serve` also does the background work. `none`: `salus work` does it elsewhere.",
};
const LOG: Setting = Setting {
    variable: "SALUS_LOG",
    key: "log",
    default: "`info`",
    about: "What is logged: a level, or directives such as `info,salus_store=debug`.",
};
const LOG_FORMAT: Setting = Setting {
    variable: "SALUS_LOG_FORMAT",
    key: "log_format",
    default: "`text`",
    about: "`text` for people, `json` for machines.",
};

const TRUSTED_PROXIES: Setting = Setting {
    variable: "SALUS_TRUSTED_PROXIES",
    key: "trusted_proxies",
    default: "none",
    about: "Addresses or networks of proxies, separated by commas. Only their `X-Forwarded-For` is believed: when tries are counted per address, in the audit trail and in the list of sessions.",
};
const SECRET_KEY: Setting = Setting {
    variable: "SALUS_SECRET_KEY",
    key: "secret_key",
    default: "none: secrets are stored as they are",
    about: "32 random bytes in base64 (`openssl rand -base64 32`). The secrets of second factors are stored sealed under it; without it those do not open any more.",
};

/// All settings, in the order of the documentation.
pub const SETTINGS: [Setting; 11] = [
    DATABASE_URL,
    ADDR,
    ENV,
    PUBLIC_URL,
    SITE_ROOT,
    MAX_CONNECTIONS,
    WORKERS,
    LOG,
    LOG_FORMAT,
    TRUSTED_PROXIES,
    SECRET_KEY,
];

/// The table of `docs/operations.md`.
pub fn table() -> String {
    let mut table =
        String::from("| variable | key in the file | default | meaning |\n|---|---|---|---|\n");
    for Setting {
        variable,
        key,
        default,
        about,
    } in SETTINGS
    {
        // Writing into a string cannot fail.
        let _ = writeln!(table, "| `{variable}` | `{key}` | {default} | {about} |");
    }
    table
}

/// Where the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// On somebody's desk, perhaps with demonstration data.
    Development,
    /// With real people's data.
    Production,
}

/// Who does the background work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workers {
    /// The serving process.
    InProcess,
    /// Another process.
    Elsewhere,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines: a JSON object per line.
    Json,
}

/// An origin (RFC 6454): scheme, host and port, as browsers write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    text: String,
}

impl Origin {
    /// From an address without path or query; the default port is left out, as browsers do.
    pub fn parse(url: &str) -> Option<Self> {
        let uri: Uri = url.parse().ok()?;
        let (scheme, authority) = (uri.scheme_str()?, uri.authority()?);
        let bare = matches!(uri.path(), "" | "/")
            && uri.query().is_none()
            && !authority.as_str().contains('@');
        let default_port = match scheme {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        // `host:` without digits, or with too many, is no port.
        let port_readable =
            authority.port_u16().is_some() || authority.as_str().ends_with(authority.host());
        if !bare || authority.host().is_empty() || !port_readable {
            return None;
        }
        let host = authority.host().to_ascii_lowercase();
        let text = match authority.port_u16().filter(|port| *port != default_port) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        };
        Some(Self { text })
    }

    /// As browsers write it in `Origin`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the connection is encrypted.
    pub fn is_https(&self) -> bool {
        self.text.starts_with("https://")
    }
}

/// Everything that can be set, checked.
#[derive(Clone)]
pub struct Settings {
    /// Where the database is; may hold a password.
    pub database_url: String,
    /// How many connections PostgreSQL may be asked for.
    pub max_connections: u32,
    /// Where to listen.
    pub addr: SocketAddr,
    /// Where the server runs.
    pub environment: Environment,
    /// The address people type.
    pub public_url: Origin,
    /// The folder with the built site.
    pub site_root: PathBuf,
    /// Who does the background work.
    pub workers: Workers,
    /// Directives of the log's filter.
    pub log: String,
    /// How the log is written.
    pub log_format: LogFormat,
    /// Proxies whose word on a client's address is taken.
    pub trusted_proxies: Vec<IpNet>,
    /// Under what secrets are sealed where they are stored.
    pub secret_key: Option<[u8; 32]>,
}

impl std::fmt::Debug for Settings {
    /// Leaves out the database address, which may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("addr", &self.addr)
            .field("environment", &self.environment)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

/// What is wrong with one setting, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which setting.
    pub setting: String,
    /// What is wrong.
    pub wrong: String,
    /// How to mend it.
    pub mend: String,
}

/// Everything wrong with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl std::fmt::Display for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the settings cannot be used:")?;
        for Problem {
            setting,
            wrong,
            mend,
        } in &self.0
        {
            write!(f, "\n  {setting} {wrong}\n      {mend}")?;
        }
        f.write_str("\nEvery setting is explained in docs/operations.md.")
    }
}

impl std::error::Error for Problems {}

impl Settings {
    /// From this process's environment and the file it names.
    ///
    /// # Errors
    /// [`Problems`] listing everything that is wrong.
    pub fn load() -> Result<Self, Problems> {
        Self::read(
            |name| std::env::var(name).ok(),
            |path| std::fs::read_to_string(path),
        )
    }

    /// From variables and files as the two functions give them. An empty variable counts as none.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn read(
        variable: impl Fn(&str) -> Option<String>,
        file: impl Fn(&Path) -> std::io::Result<String>,
    ) -> Result<Self, Problems> {
        let mut source = Source::new(&variable, &file);
        let environment = source.choice(
            &ENV,
            &[
                ("development", Environment::Development),
                ("production", Environment::Production),
            ],
        );
        let production = environment == Environment::Production;
        let addr = source.addr(&ADDR);
        let settings = Self {
            environment,
            database_url: source.database_url(&DATABASE_URL, production),
            max_connections: source.number(&MAX_CONNECTIONS, 20, 2..=1000),
            addr,
            public_url: source.public_url(&PUBLIC_URL, production, addr.port()),
            site_root: source
                .text(&SITE_ROOT)
                .unwrap_or_else(|| "target/site".to_owned())
                .into(),
            workers: source.choice(
                &WORKERS,
                &[
                    ("in-process", Workers::InProcess),
                    ("none", Workers::Elsewhere),
                ],
            ),
            log: source.log(&LOG),
            log_format: source.choice(
                &LOG_FORMAT,
                &[("text", LogFormat::Text), ("json", LogFormat::Json)],
            ),
            trusted_proxies: source.networks(&TRUSTED_PROXIES),
            secret_key: source.secret_key(&SECRET_KEY),
        };
        source.finish().map(|()| settings)
    }

    /// Whether real people's data is at stake.
    pub fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }

    /// The origins whose pages may change anything: the public one and, on somebody's desk, the names a
    /// machine has for itself.
    pub fn origins(&self) -> Vec<Origin> {
        let mut origins = vec![self.public_url.clone()];
        if !self.is_production() {
            let port = self.addr.port();
            let local = ["localhost", "127.0.0.1", "[::1]"].iter();
            origins
                .extend(local.filter_map(|host| Origin::parse(&format!("http://{host}:{port}"))));
        }
        origins
    }

    /// The site, as far as use cases must know it.
    pub fn site(&self) -> Site {
        Site {
            public_url: self.public_url.as_str().to_owned(),
            development: !self.is_production(),
        }
    }

    /// The filter of the log.
    pub fn log_filter(&self) -> EnvFilter {
        EnvFilter::try_new(&self.log).unwrap_or_else(|_| EnvFilter::new("info"))
    }
}
