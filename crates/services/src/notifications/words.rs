//! The words of mails. They call nobody by name and repeat nothing that was typed: whoever registers with
//! another's address could have us write to them.

use salus_domain::language::Language;

/// What a mail tells.
pub(crate) enum Letter {
    /// A link that confirms the address.
    Verify(String),
    /// A link to a new password.
    Reset(String),
    /// The password was changed; where to go if it was somebody else.
    PasswordChanged(String),
    /// Another address was asked for; where to go if it was somebody else.
    EmailAsked(String),
    /// Whoever manages the account took its second factor away; where it is turned on again.
    SecondFactorReset(String),
    /// A link that accepts a role in a clinic. Which clinic and which role its page says.
    Invited(String),
    /// A clinic offers its file to the account with the address; where to take it.
    FileOffered(String),
}

impl Letter {
    /// Subject and text.
    pub(super) fn words(&self, language: Language) -> (&'static str, String) {
        let (subject, before, link, after) = match language {
            Language::Fr => self.french(),
            Language::En => self.english(),
        };
        let (hello, bye) = match language {
            Language::Fr => ("Bonjour,", "L’équipe Salus"),
            Language::En => ("Hello,", "The Salus team"),
        };
        let parts = [hello, before, link, after, bye];
        let text: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (subject, text.join("\n\n") + "\n")
    }

    fn french(&self) -> (&'static str, &'static str, &str, &'static str) {
        match self {
            Self::Verify(link) => (
                "Confirmez votre adresse e-mail",
                "Confirmez que cette adresse est la vôtre, en ouvrant ce lien dans les 24 heures :",
                link,
                "Vous n’avez rien demandé à Salus ? Ignorez ce message : sans confirmation, rien ne se passe.",
            ),
            Self::Reset(link) => (
                "Choisissez un nouveau mot de passe",
                "Pour choisir un nouveau mot de passe, ouvrez ce lien dans les 30 minutes. Il ne sert qu’une fois :",
                link,
                "Vous n’avez rien demandé ? Ignorez ce message : votre mot de passe reste le même.",
            ),
            Self::PasswordChanged(link) => (
                "Votre mot de passe a été changé",
                "Le mot de passe de votre compte Salus vient d’être changé, et les autres appareils ont été déconnectés. \
                 Si ce n’était pas vous, choisissez-en un nouveau ici :",
                link,
                "",
            ),
            Self::EmailAsked(link) => (
                "Changement d’adresse e-mail demandé",
                "Quelqu’un a demandé, avec votre mot de passe, que votre compte Salus utilise une autre adresse. Celle-ci \
                 reste valable jusqu’à ce que la nouvelle soit confirmée. Si ce n’était pas vous, choisissez aussitôt un \
                 nouveau mot de passe : la demande tombe alors.",
                link,
                "",
            ),
            Self::SecondFactorReset(link) => (
                "Votre connexion en deux étapes a été désactivée",
                "À la demande de votre clinique, la connexion en deux étapes de votre compte Salus vient d’être désactivée \
                 par une personne qui en a le droit, et tous vos appareils ont été déconnectés. Votre mot de passe reste \
                 le même. Reconnectez-vous et activez-la de nouveau ici :",
                link,
                "Vous n’avez rien demandé ? Prévenez l’administration de votre clinique et changez de mot de passe.",
            ),
            Self::Invited(link) => (
                "Une clinique vous invite à la rejoindre",
                "Une clinique vous invite à rejoindre son équipe sur Salus. Ce lien dit laquelle et à quel titre ; \
                 ouvrez-le dans les trois jours pour accepter. Il ne sert qu’une fois :",
                link,
                "Vous n’attendiez pas cette invitation ? Ignorez ce message : sans votre accord, rien ne se passe.",
            ),
            Self::FileOffered(link) => (
                "Une clinique vous propose votre dossier",
                "Une clinique propose de relier un dossier à votre compte Salus, pour que vous y suiviez les \
                 rendez-vous. Connectez-vous, ou créez un compte avec cette adresse et confirmez-la, puis \
                 acceptez ou refusez ici :",
                link,
                "Vous n’attendiez rien d’une clinique ? Ignorez ce message : sans votre accord, rien ne se passe.",
            ),
        }
    }

    fn english(&self) -> (&'static str, &'static str, &str, &'static str) {
        match self {
            Self::Verify(link) => (
                "Confirm your email address",
                "Confirm that this address is yours by opening this link within 24 hours:",
                link,
                "You did not ask Salus for anything? Ignore this message: without confirmation nothing happens.",
            ),
            Self::Reset(link) => (
                "Choose a new password",
                "To choose a new password, open this link within 30 minutes. It works once:",
                link,
                "You did not ask for this? Ignore this message: your password stays the same.",
            ),
            Self::PasswordChanged(link) => (
                "Your password was changed",
                "The password of your Salus account has just been changed, and other devices were signed out. If it was \
                 not you, choose a new one here:",
                link,
                "",
            ),
            Self::EmailAsked(link) => (
                "A change of email address was asked for",
                "Somebody asked, with your password, that your Salus account use another address. This one stays in use \
                 until the new one is confirmed. If it was not you, choose a new password at once: the request then \
                 lapses.",
                link,
                "",
            ),
            Self::SecondFactorReset(link) => (
                "Your two-step sign-in was turned off",
                "At your clinic’s request, somebody entitled to it has just turned off the two-step sign-in of your Salus \
                 account, and every device was signed out. Your password stays the same. Sign in and turn it on again \
                 here:",
                link,
                "You did not ask for this? Tell your clinic’s administration, and change your password.",
            ),
            Self::Invited(link) => (
                "A clinic invites you to join it",
                "A clinic invites you to join its staff on Salus. This link says which one and as what; open it within \
                 three days to accept. It works once:",
                link,
                "You did not expect this? Ignore this message: without your consent nothing happens.",
            ),
            Self::FileOffered(link) => (
                "A clinic offers you your file",
                "A clinic offers to link a file to your Salus account, so that you can follow the visits there. Sign \
                 in, or open an account with this address and confirm it, then accept or decline here:",
                link,
                "You did not expect anything from a clinic? Ignore this message: without your consent nothing happens.",
            ),
        }
    }
}
