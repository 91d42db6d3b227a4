//! Secrets sealed where they are stored, under the key of the application, if it was given one.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use salus_domain::Fault;

/// The first byte of what is kept as it is.
const PLAIN: u8 = 0;

/// The first byte of what is sealed; nonce and ciphertext follow.
const SEALED: u8 = 1;

/// Bytes of a nonce: long enough to be drawn at random.
const NONCE: usize = 24;

/// Seals and opens secrets.
#[derive(Clone, Default)]
pub(crate) struct Sealer(Option<XChaCha20Poly1305>);

impl Sealer {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        Self(Some(XChaCha20Poly1305::new(&key.into())))
    }

    /// What to keep of a secret. It opens for the same `owner` only, so that a row copied to another is
    /// worth nothing.
    pub(crate) fn seal(&self, secret: &[u8], owner: &[u8]) -> Result<Vec<u8>, Fault> {
        let Some(cipher) = &self.0 else {
            return Ok([&[PLAIN], secret].concat());
        };
        let mut nonce = [0; NONCE];
        crate::random_bytes(&mut nonce);
        let payload = Payload {
            msg: secret,
            aad: owner,
        };
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Fault::Internal)?;
        Ok([&[SEALED], nonce.as_slice(), &sealed].concat())
    }

    /// The secret behind what was kept.
    pub(crate) fn open(&self, kept: &[u8], owner: &[u8]) -> Result<Vec<u8>, Fault> {
        let opened = match kept.split_first() {
            Some((&PLAIN, secret)) => Some(secret.to_vec()),
            Some((&SEALED, rest)) => self.unseal(rest, owner),
            _ => None,
        };
        opened.ok_or_else(|| {
            tracing::error!("a stored secret cannot be opened: was SALUS_SECRET_KEY changed?");
            Fault::Internal
        })
    }

    fn unseal(&self, sealed: &[u8], owner: &[u8]) -> Option<Vec<u8>> {
        let (nonce, msg) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg, aad: owner };
        self.0
            .as_ref()?
            .decrypt(&XNonce::from(*nonce), payload)
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_with_its_key_and_for_its_owner_only() {
        let (ours, other) = (Sealer::new([1; 32]), Sealer::new([2; 32]));
        let kept = ours.seal(b"a secret", b"sana").expect("sealed");
        assert!(!kept.windows(8).any(|part| part == b"a secret"));
        assert_eq!(
            ours.open(&kept, b"sana").as_deref(),
            Ok(b"a secret".as_slice())
        );
        for (sealer, owner) in [
            (&ours, "amel"),
            (&other, "sana"),
            (&Sealer::default(), "sana"),
        ] {
            assert_eq!(sealer.open(&kept, owner.as_bytes()), Err(Fault::Internal));
        }
        let plain = Sealer::default().seal(b"a secret", b"sana").expect("kept");
        assert_eq!(
            ours.open(&plain, b"sana").as_deref(),
            Ok(b"a secret".as_slice()),
            "a key given later"
        );
        assert_eq!(ours.open(b"", b"sana"), Err(Fault::Internal));
    }
}
