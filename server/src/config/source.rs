//! Where a setting's text comes from, and how it becomes a value. Collects what is wrong instead of
//! stopping at the first.

use super::{CONFIG, DEFAULT_FILE, Origin, Problem, Problems, SETTINGS, Setting};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use ipnet::IpNet;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;
use std::path::Path;
use toml::{Table, Value};
use tracing_subscriber::EnvFilter;

pub(super) struct Source<'a> {
    variable: &'a dyn Fn(&str) -> Option<String>,
    file: Table,
    problems: Vec<Problem>,
}

impl<'a> Source<'a> {
    /// Reads the file: the one named, which must be there, or the usual one, which may be missing.
    pub fn new(
        variable: &'a dyn Fn(&str) -> Option<String>,
        read: &dyn Fn(&Path) -> std::io::Result<String>,
    ) -> Self {
        let mut source = Self {
            variable,
            file: Table::new(),
            problems: Vec::new(),
        };
        let named = variable(CONFIG).filter(|name| !name.is_empty());
        let path = named.as_deref().unwrap_or(DEFAULT_FILE);
        match read(Path::new(path)) {
            Ok(text) => source.open(path, &text),
            Err(error) if named.is_none() && error.kind() == ErrorKind::NotFound => {}
            Err(error) => source.refuse(
                if named.is_some() { CONFIG } else { path },
                format!("names {path}, which cannot be read ({error})."),
                "Name a file this user may read, or leave it out.",
            ),
        }
        source
    }

    fn open(&mut self, path: &str, text: &str) {
        match text.parse::<Table>() {
            Ok(table) => {
                for key in table
                    .keys()
                    .filter(|key| SETTINGS.iter().all(|setting| setting.key != *key))
                {
                    let known = SETTINGS.map(|setting| setting.key).join(", ");
                    self.refuse(
                        key,
                        format!("in {path} is not a setting."),
                        format!("There are: {known}."),
                    );
                }
                self.file = table;
            }
            Err(error) => {
                let message = error.message().trim().to_owned();
                self.refuse(
                    path,
                    format!("is not TOML ({message})."),
                    "Write a line per setting: addr = \"127.0.0.1:3000\".",
                );
            }
        }
    }

    fn refuse(
        &mut self,
        setting: impl Into<String>,
        wrong: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.problems.push(Problem {
            setting: setting.into(),
            wrong: wrong.into(),
            mend: mend.into(),
        });
    }

    /// What was given: by the environment, else by the file.
    pub fn text(&mut self, setting: &Setting) -> Option<String> {
        if let Some(text) = (self.variable)(setting.variable)
            .map(|text| text.trim().to_owned())
            .filter(|t| !t.is_empty())
        {
            return Some(text);
        }
        match self.file.get(setting.key)? {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Integer(number) => Some(number.to_string()),
            other => {
                let wrong = format!("({} in the file) is a {}.", setting.key, other.type_str());
                self.refuse(setting.variable, wrong, "Write it between quotation marks.");
                None
            }
        }
    }

    /// One of a few words; the first when nothing was given.
    pub fn choice<T: Copy>(&mut self, setting: &Setting, choices: &[(&str, T)]) -> T {
        let (_, default) = choices[0];
        let Some(text) = self.text(setting) else {
            return default;
        };
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return *value;
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        self.refuse(
            setting.variable,
            format!("is \"{text}\"."),
            format!("Write {}.", words.join(" or ")),
        );
        default
    }

    pub fn number(&mut self, setting: &Setting, default: u32, range: RangeInclusive<u32>) -> u32 {
        let Some(text) = self.text(setting) else {
            return default;
        };
        match text.parse() {
            Ok(number) if range.contains(&number) => number,
            _ => {
                let mend = format!(
                    "Write a whole number from {} to {}.",
                    range.start(),
                    range.end()
                );
                self.refuse(setting.variable, format!("is \"{text}\"."), mend);
                default
            }
        }
    }

    pub fn addr(&mut self, setting: &Setting) -> SocketAddr {
        let default = SocketAddr::from((Ipv4Addr::LOCALHOST, 3000));
        let Some(text) = self.text(setting) else {
            return default;
        };
        text.parse().unwrap_or_else(|_| {
            let mend = "Write an IP address and a port: 127.0.0.1:3000, or 0.0.0.0:3000 to be reached from outside.";
            self.refuse(setting.variable, format!("is \"{text}\"."), mend);
            default
        })
    }

    /// The address is never repeated in a message: it may hold a password.
    pub fn database_url(&mut self, setting: &Setting, production: bool) -> String {
        const MEND: &str =
            "Write sqlite:///var/lib/salus/salus.sqlite or postgres://user:password@host/salus.";
        let Some(text) = self.text(setting) else {
            if production {
                self.refuse(
                    setting.variable,
                    "is not set, and production has no default.",
                    MEND,
                );
            }
            return "sqlite://data/salus.sqlite".to_owned();
        };
        if !["sqlite:", "postgres://", "postgresql://"]
            .iter()
            .any(|scheme| text.starts_with(scheme))
        {
            self.refuse(
                setting.variable,
                "begins with neither sqlite: nor postgres://.",
                MEND,
            );
        }
        text
    }

    pub fn public_url(&mut self, setting: &Setting, production: bool, port: u16) -> Origin {
        const MEND: &str = "Write the address people type, without a path: https://clinic.example.";
        let default = format!("http://127.0.0.1:{port}");
        let given = self.text(setting);
        let Some(text) = given else {
            if production {
                self.refuse(
                    setting.variable,
                    "is not set, and production has no default.",
                    MEND,
                );
            }
            return Origin { text: default };
        };
        let Some(origin) = Origin::parse(&text) else {
            self.refuse(setting.variable, format!("is \"{text}\"."), MEND);
            return Origin { text: default };
        };
        if production && !origin.is_https() {
            self.refuse(
                setting.variable,
                format!("is \"{text}\", which is not encrypted."),
                "In production write https://…, and let a proxy in front of Salus hold the certificate.",
            );
        }
        origin
    }

    pub fn log(&mut self, setting: &Setting) -> String {
        let Some(text) = self.text(setting) else {
            return "info".to_owned();
        };
        if let Err(error) = EnvFilter::try_new(&text) {
            let mend = "Write error, warn, info, debug or trace, or directives such as info,salus_store=debug.";
            self.refuse(setting.variable, format!("is \"{text}\" ({error})."), mend);
        }
        text
    }

    /// Networks, or single addresses, separated by commas.
    pub fn networks(&mut self, setting: &Setting) -> Vec<IpNet> {
        let text = self.text(setting).unwrap_or_default();
        let mut networks = Vec::new();
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let address = || part.parse::<IpAddr>().map(IpNet::from);
            match part.parse().or_else(|_| address()) {
                Ok(network) => networks.push(network),
                Err(_) => self.refuse(
                    setting.variable,
                    format!("has \"{part}\"."),
                    "Write addresses or networks, separated by commas: 10.0.0.5, 192.168.0.0/16, fd00::/8.",
                ),
            }
        }
        networks
    }

    /// A key, never repeated in a message.
    pub fn secret_key(&mut self, setting: &Setting) -> Option<[u8; 32]> {
        let text = self.text(setting)?;
        let key = STANDARD
            .decode(text)
            .ok()
            .and_then(|key| key.try_into().ok());
        if key.is_none() {
            self.refuse(
                setting.variable,
                "is no key of 32 bytes in base64.",
                "Write what `openssl rand -base64 32` prints, and keep it safe.",
            );
        }
        key
    }

    pub fn finish(self) -> Result<(), Problems> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(Problems(self.problems))
        }
    }
}
