//! The chain of audit entries: each carries the number after the last, and a hash over the hash of the
//! entry before and over all it says itself. Whoever changes, removes, adds or moves an entry must change
//! every later one, and the end of the chain, which can be noted down elsewhere.

use crate::ids::{AuditId, ClinicId, PatientId, UserId};
use crate::time::Instant;
use crate::words::words;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A SHA-256.
pub type Hash = [u8; 32];

/// What the first entry of a chain follows.
pub const START: Hash = [0; 32];

/// What an entry begins with when it is hashed: the encoding's version.
const VERSION: &[u8] = b"salus audit entry 1";

/// Everything an entry says.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// Its id.
    pub id: AuditId,
    /// Where; `None` on the platform.
    pub clinic: Option<ClinicId>,
    /// When.
    pub at: Instant,
    /// Who; `None` is the clock or a visitor.
    pub actor: Option<UserId>,
    /// In which capacity.
    pub role: Option<String>,
    /// What.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// Which.
    pub subject: Uuid,
    /// Whose data.
    pub patient: Option<PatientId>,
    /// From which network address.
    pub address: Option<String>,
    /// Particulars.
    pub detail: Value,
}

/// An entry in its chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its number.
    pub seq: i64,
    /// Its hash, as stored.
    pub hash: Vec<u8>,
    /// What it says.
    pub fields: Fields,
}

words! {
    /// What is wrong with a chain.
    pub enum Difference {
        /// The entry, or its hash, is not what was written.
        Hash = "hash",
        /// Entries are missing before this one.
        Gap = "gap",
        /// The entry stands where another should, or twice.
        Order = "order",
        /// The chain does not end where it was last written.
        Head = "head",
        /// The entries from before the chain are not those it began with.
        Before = "before",
    }
}

/// Where a chain breaks first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// The number of the entry that should stand there.
    pub seq: i64,
    /// What is wrong with it.
    pub what: Difference,
}

/// The hash of an entry that follows another.
pub fn hash(before: &Hash, seq: i64, of: &Fields) -> Hash {
    let mut text = Encoder(Sha256::new());
    text.part(Some(VERSION));
    text.part(Some(before));
    text.part(Some(&seq.to_be_bytes()));
    text.part(Some(of.id.uuid().as_bytes()));
    text.part(of.clinic.map(ClinicId::uuid).as_ref().map(bytes));
    text.part(Some(&of.at.micros().to_be_bytes()));
    text.part(of.actor.map(UserId::uuid).as_ref().map(bytes));
    text.part(of.role.as_deref().map(str::as_bytes));
    text.part(Some(of.action.as_bytes()));
    text.part(Some(of.subject_kind.as_bytes()));
    text.part(Some(of.subject.as_bytes()));
    text.part(of.patient.map(PatientId::uuid).as_ref().map(bytes));
    text.part(of.address.as_deref().map(str::as_bytes));
    text.json(&of.detail);
    text.0.finalize().into()
}

fn bytes(id: &Uuid) -> &[u8] {
    id.as_bytes()
}

/// Writes parts so that no two lists of parts read alike: each with its length, the absent apart from the
/// empty.
struct Encoder(Sha256);

impl Encoder {
    fn part(&mut self, part: Option<&[u8]>) {
        match part {
            None => self.0.update([0]),
            Some(part) => {
                self.0.update([1]);
                self.0.update((part.len() as u64).to_be_bytes());
                self.0.update(part);
            }
        }
    }

    /// JSON with its keys in order: databases keep them in an order of their own.
    fn json(&mut self, value: &Value) {
        match value {
            Value::Array(items) => {
                self.0.update(b"[");
                self.0.update((items.len() as u64).to_be_bytes());
                for item in items {
                    self.json(item);
                }
            }
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_unstable_by_key(|(key, _)| *key);
                self.0.update(b"{");
                self.0.update((members.len() as u64).to_be_bytes());
                for (key, member) in members {
                    self.part(Some(key.as_bytes()));
                    self.json(member);
                }
            }
            Value::String(text) => {
                self.0.update(b"\"");
                self.part(Some(text.as_bytes()));
            }
            plain => self.part(Some(plain.to_string().as_bytes())),
        }
    }
}

/// Walks along a chain from its beginning, entry by entry.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    seq: i64,
    hash: Hash,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            seq: 0,
            hash: START,
        }
    }
}

impl Walk {
    /// The number of the last entry that was found good; zero at the beginning.
    pub const fn seq(&self) -> i64 {
        self.seq
    }

    /// The hash of the last entry that was found good.
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// Looks at the next entry.
    ///
    /// # Errors
    /// [`Broken`], when it is not what should stand there.
    pub fn step(&mut self, link: &Link) -> Result<(), Broken> {
        let due = self.seq + 1;
        let broken = |what| Err(Broken { seq: due, what });
        if link.seq > due {
            return broken(Difference::Gap);
        }
        if link.seq < due {
            return broken(Difference::Order);
        }
        let hash = hash(&self.hash, due, &link.fields);
        if link.hash != hash {
            return broken(Difference::Hash);
        }
        *self = Self { seq: due, hash };
        Ok(())
    }

    /// Compares where the walk ended with where the chain was last written, which is `None` for a chain
    /// nobody wrote to. Answers with the number of entries.
    ///
    /// # Errors
    /// [`Broken`], when the end is missing or another.
    pub fn end(self, head: Option<(i64, &[u8])>) -> Result<i64, Broken> {
        let (seq, hash) = head.unwrap_or((0, &START));
        if seq == self.seq && hash == self.hash {
            Ok(seq)
        } else {
            Err(Broken {
                seq: self.seq + i64::from(seq != self.seq),
                what: Difference::Head,
            })
        }
    }
}

/// Checks a whole chain, in the order of its numbers, and names the first entry that breaks it.
///
/// # Errors
/// [`Broken`].
pub fn verify<'l>(
    links: impl IntoIterator<Item = &'l Link>,
    head: Option<(i64, &[u8])>,
) -> Result<i64, Broken> {
    let mut walk = Walk::default();
    for link in links {
        walk.step(link)?;
    }
    walk.end(head)
}

/// How many entries there were before a chain began, and their digest: what its first entry holds of them.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    count: i64,
    digest: Hash,
}

impl Default for Before {
    fn default() -> Self {
        Self {
            count: 0,
            digest: START,
        }
    }
}

impl Before {
    /// The action of the entry that seals what came before.
    pub const ACTION: &'static str = "audit.begin";

    /// Adds the next entry, by time and id.
    pub fn add(&mut self, of: &Fields) {
        self.count += 1;
        self.digest = hash(&self.digest, 0, of);
    }

    /// Whether there was none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The digest of them all.
    pub const fn digest(&self) -> Hash {
        self.digest
    }

    /// The particulars of the entry that seals them.
    pub fn detail(&self) -> Value {
        serde_json::json!({ "entries": self.count, "digest": hex(&self.digest) })
    }

    /// Whether the first entry of a chain, if there is one, seals just these.
    ///
    /// # Errors
    /// [`Broken`] when they were changed, or some were added or taken away.
    pub fn check(&self, first: Option<&Link>) -> Result<(), Broken> {
        let sealed = first.filter(|link| link.fields.action == Self::ACTION);
        let same = match sealed {
            Some(link) => link.fields.detail == self.detail(),
            // Nothing was written since the chains were introduced, or nothing before.
            None => first.is_none() || self.is_empty(),
        };
        if same {
            Ok(())
        } else {
            Err(Broken {
                seq: 0,
                what: Difference::Before,
            })
        }
    }
}

/// Bytes as people compare them.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
