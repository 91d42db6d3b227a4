//! One's own account: name and telephone, password, sessions.

use crate::Services;
use crate::notifications::Letter;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, OwnAccount, PasswordForm, ProfileForm, SessionLine};
use salus_domain::permission::own_account;
use salus_domain::time::Interval;
use salus_domain::validate::Problem;
use salus_store::OwnScope;
use salus_store::accounts::own::{self, Kept};
use salus_store::accounts::{links, sessions};
use salus_store::journal::{add_audit, add_event};
use salus_store::notifications::add_mail;
use serde_json::json;
use woothee::parser::Parser;

impl Services {
    /// The account of a caller who gave its password once more.
    pub(super) async fn authenticate_again(
        &self,
        scope: OwnScope,
        password: &str,
    ) -> Result<Kept, Fault> {
        let account = own::find(&mut self.store.read().await?, scope).await?;
        let account = account.ok_or(Fault::Missing)?;
        let hash = Some(account.password_hash.clone());
        if self.passwords.verify(password.to_owned(), hash).await? {
            Ok(account)
        } else {
            Err(Fault::field("current_password", Problem::WrongPassword))
        }
    }
}

/// The caller's account.
///
/// # Errors
/// [`Fault::SignedOut`].
pub async fn own(services: &Services, caller: Caller) -> Result<OwnAccount, Fault> {
    let scope = OwnScope::from(&own_account(caller)?);
    let mut conn = services.store.read().await?;
    let account = own::find(&mut conn, scope).await?.ok_or(Fault::Missing)?;
    let pending_email = links::pending_email(&mut conn, scope.user(), services.now()).await?;
    Ok(OwnAccount {
        first_name: account.first_name,
        last_name: account.last_name,
        phone: account.phone,
        email: account.email,
        email_verified: account.email_verified_at.is_some(),
        pending_email,
    })
}

/// Changes the caller's name and telephone. A clinic's file on them is the clinic's, and stays as it is.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Invalid`].
pub async fn edit_profile(
    services: &Services,
    caller: Caller,
    form: &ProfileForm,
) -> Result<(), Fault> {
    let grant = own_account(caller)?;
    let scope = OwnScope::from(&grant);
    let profile = form.validate()?;
    let at = services.now();
    let event = services.event(None, "account.edited", grant.user(), json!({}));
    let audit = services.audit(
        Some(caller),
        None,
        "account.edit",
        "user",
        grant.user(),
        None,
        json!({}),
    );
    services
        .store
        .write_with(
            (profile, event, audit),
            move |tx, (profile, event, audit)| {
                Box::pin(async move {
                    own::set_profile(tx, scope, profile, at).await?;
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await?;
    Ok(())
}

/// Changes the caller's password, ends their sessions but the `current` one, and tells them by mail.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Invalid`], also when the password in use is wrong.
pub async fn change_password(
    services: &Services,
    caller: Caller,
    current: Option<[u8; 32]>,
    form: &PasswordForm,
) -> Result<(), Fault> {
    let grant = own_account(caller)?;
    let user = grant.user();
    form.validate()?;
    let account = services
        .authenticate_again(OwnScope::from(&grant), &form.current_password)
        .await?;
    let hash = services.passwords.hash(form.password.clone()).await?;
    let letter = Letter::PasswordChanged(services.address("/forgot"));
    let mail = services.mail(&account.email, account.language, &letter);
    let now = services.now();
    let event = services.event(None, "account.password_changed", user, json!({}));
    let audit = services.audit(
        Some(caller),
        None,
        "account.change_password",
        "user",
        user,
        None,
        json!({}),
    );
    services
        .store
        .write_with(
            (hash, mail, event, audit),
            move |tx, (hash, mail, event, audit)| {
                Box::pin(async move {
                    own::set_password(tx, user, hash, now).await?;
                    links::spend_dangerous(tx, user, now).await?;
                    sessions::end_all_but(tx, user, current).await?;
                    add_mail(tx, mail).await?;
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await?;
    Ok(())
}

/// The caller's sessions, the one that asks first.
///
/// # Errors
/// [`Fault::SignedOut`].
pub async fn own_sessions(
    services: &Services,
    caller: Caller,
    current: Option<[u8; 32]>,
) -> Result<Vec<SessionLine>, Fault> {
    let scope = OwnScope::from(&own_account(caller)?);
    let now = services.now();
    let found = sessions::of_user(&mut services.store.read().await?, scope, now).await?;
    let mut lines: Vec<SessionLine> = found
        .into_iter()
        .map(|session| {
            let (browser, system) = device(session.agent.as_deref().unwrap_or_default());
            SessionLine {
                id: URL_SAFE_NO_PAD.encode(&session.hash),
                browser,
                system,
                address: session.address,
                since: session.created_at,
                seen_min: Interval::spanning(session.last_seen_at, now).minutes(),
                current: current.is_some_and(|hash| hash.as_slice() == session.hash),
            }
        })
        .collect();
    lines.sort_by_key(|line| !line.current);
    Ok(lines)
}

/// Ends one of the caller's sessions, at once.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Missing`] when they have none of that id, whoever else may.
pub async fn end_session(services: &Services, caller: Caller, id: &str) -> Result<(), Fault> {
    let grant = own_account(caller)?;
    let scope = OwnScope::from(&grant);
    let hash = URL_SAFE_NO_PAD.decode(id).map_err(|_| Fault::Missing)?;
    let event = services.event(None, "account.session_ended", grant.user(), json!({}));
    let audit = services.audit(
        Some(caller),
        None,
        "account.end_session",
        "user",
        grant.user(),
        None,
        json!({}),
    );
    services
        .store
        .write_with((hash, event, audit), move |tx, (hash, event, audit)| {
            Box::pin(async move {
                if !sessions::end_own(tx, scope, hash).await? {
                    return Err(Fault::Missing.into());
                }
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?;
    Ok(())
}

/// Ends the caller's sessions but the `current` one, at once.
///
/// # Errors
/// [`Fault::SignedOut`].
pub async fn end_other_sessions(
    services: &Services,
    caller: Caller,
    current: Option<[u8; 32]>,
) -> Result<(), Fault> {
    let grant = own_account(caller)?;
    let user = grant.user();
    let event = services.event(None, "account.sessions_ended", user, json!({}));
    let audit = services.audit(
        Some(caller),
        None,
        "account.end_other_sessions",
        "user",
        user,
        None,
        json!({}),
    );
    services
        .store
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                if sessions::end_all_but(tx, user, current).await? > 0 {
                    add_event(tx, event).await?;
                    add_audit(tx, audit).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

/// Browser and system as people call them, where the browser says so.
fn device(agent: &str) -> (Option<String>, Option<String>) {
    let Some(found) = Parser::new().parse(agent) else {
        return (None, None);
    };
    let known = |word: &str| (word != "UNKNOWN" && !word.is_empty()).then(|| word.to_owned());
    let system = match found.os {
        "Mac OSX" => Some("macOS".to_owned()),
        // The rest is the version of its core, which says nothing to anybody.
        os if os.starts_with("Windows") => Some("Windows".to_owned()),
        os => known(os),
    };
    (known(found.name), system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_called_as_people_call_it() {
        for (agent, browser, system) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                Some("Firefox"),
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
                Some("Chrome"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
                Some("Edge"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                Some("Safari"),
                Some("iPhone"),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                Some("Safari"),
                Some("macOS"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
                Some("Chrome"),
                Some("Android"),
            ),
            ("", None, None),
            ("<script>", None, None),
        ] {
            let expected = (browser.map(str::to_owned), system.map(str::to_owned));
            assert_eq!(device(agent), expected, "{agent}");
        }
    }
}
