//! The second factor of a sign-in: one-time codes (RFC 6238) and recovery codes.

use serde::{Deserialize, Serialize};

/// How many recovery codes somebody is given.
pub const RECOVERY_CODES: usize = 10;

/// How many characters a recovery code has, its dashes apart.
pub const RECOVERY_LENGTH: usize = 16;

/// The characters of recovery codes: none that is mistaken for another.
pub const RECOVERY_ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// For how many minutes a right password waits for its code.
pub const HALF_SIGNED_IN_MIN: i64 = 5;

/// For how many minutes a secret waits to be confirmed.
pub const CONFIRM_WITHIN_MIN: i64 = 15;

/// How somebody's second factor stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SecondFactor {
    /// The password is enough.
    Off,
    /// A secret awaits its first code.
    Pending {
        /// The secret, in base32, to be typed into an authenticator.
        secret: String,
        /// The same as an `otpauth:` address, to be read from a picture.
        address: String,
    },
    /// A code is asked for after the password.
    On {
        /// How many recovery codes are left.
        codes_left: i64,
    },
}

/// The password again, before something that matters.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordForm {
    /// Password.
    pub password: String,
}

/// A code alone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CodeForm {
    /// What was typed.
    pub code: String,
}

/// The password and a code, before a second factor changes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProofForm {
    /// Password.
    pub password: String,
    /// What was typed.
    pub code: String,
}

/// The setting of a clinic that asks a second factor of its staff.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StaffSecurityForm {
    /// Whether it does.
    pub second_factor: bool,
}

/// What was typed where a code was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// Six digits from an authenticator.
    OneTime(String),
    /// A recovery code, in capitals and without dashes.
    Recovery(String),
}

impl Code {
    /// Reads what was typed, forgiving spaces, dashes and small letters; `None` when it can be neither.
    pub fn read(typed: &str) -> Option<Self> {
        let code: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .take(RECOVERY_LENGTH + 1)
            .collect();
        if code.len() == 6 && code.bytes().all(|c| c.is_ascii_digit()) {
            return Some(Self::OneTime(code));
        }
        let recovery =
            code.len() == RECOVERY_LENGTH && code.bytes().all(|c| RECOVERY_ALPHABET.contains(&c));
        recovery.then_some(Self::Recovery(code))
    }
}

/// A recovery code of these random bytes, in groups of four.
pub fn recovery_code(random: [u8; RECOVERY_LENGTH]) -> String {
    let mut code = String::with_capacity(RECOVERY_LENGTH + 3);
    for (at, byte) in random.into_iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(RECOVERY_ALPHABET[usize::from(byte % 32)]));
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let six = Some(Code::OneTime("012345".into()));
        let long = Some(Code::Recovery("ABCD2345WXYZ6789".into()));
        for (typed, expected) in [
            ("012345", six.clone()),
            (" 012 345 ", six),
            ("ABCD-2345-WXYZ-6789", long.clone()),
            ("abcd2345wxyz6789", long),
            ("01234", None),
            ("0123456", None),
            ("ABCD-2345-WXYZ-678O", None),
            ("ABCD-2345-WXYZ-67899", None),
            ("٠١٢٣٤٥", None),
            ("", None),
        ] {
            assert_eq!(Code::read(typed), expected, "{typed:?}");
        }
        let made = recovery_code(*b"\x00\x01\x1f\x20\xff567890abcde");
        assert!(
            matches!(Code::read(&made), Some(Code::Recovery(_))),
            "{made}"
        );
        assert_eq!(made.len(), RECOVERY_LENGTH + 3);
    }
}
