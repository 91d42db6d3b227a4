//! The mails that would be delivered.

use crate::api::notifications::outbox;
use crate::features::format;
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::problem::no_page;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Card, Empty, Fact, Facts, PageHeader, Width};
use leptos::prelude::*;
use salus_domain::notifications::Mail;

/// `/dev/outbox`.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let l = locale();
    view! {
        <PublicFrame title=td_string!(l, account.outbox_title) width=Width::Narrow>
            {after(async move {
                match outbox().await {
                    Ok(mails) => view! {
                        <PageHeader
                            title=td_string!(l, account.outbox_title)
                            subtitle=td_string!(l, account.outbox_lead)
                        />
                        {list(l, mails)}
                    }
                    .into_any(),
                    Err(fault) => no_page(td_string!(l, account.outbox_title), fault),
                }
            })}
        </PublicFrame>
    }
}

fn list(l: Locale, mails: Vec<Mail>) -> AnyView {
    if mails.is_empty() {
        return view! {
            <Empty
                icon="inbox"
                title=td_string!(l, account.outbox_empty)
                message=td_string!(l, account.outbox_empty_text)
            />
        }
        .into_any();
    }
    mails
        .into_iter()
        .map(|mail| one(l, mail))
        .collect_view()
        .into_any()
}

fn one(l: Locale, mail: Mail) -> AnyView {
    let at = format::date_time(l, mail.at.to_utc().naive_utc());
    let paragraphs = mail
        .text
        .split("\n\n")
        .map(|paragraph| paragraph.trim().to_owned())
        .map(|paragraph| {
            if paragraph.starts_with("https://") || paragraph.starts_with("http://") {
                let href = paragraph.clone();
                view! { <p><a href=href>{paragraph}</a></p> }.into_any()
            } else {
                view! { <p>{paragraph}</p> }.into_any()
            }
        })
        .collect_view();
    view! {
        <Card title=mail.subject>
            <div class="mail" lang=mail.language.as_str()>
                <Facts>
                    <Fact term=td_string!(l, account.outbox_to)>{mail.to}</Fact>
                    <Fact term=td_string!(l, account.outbox_at)>
                        {td_string!(l, account.outbox_at_utc, time = at)}
                    </Fact>
                </Facts>
                {paragraphs}
            </div>
        </Card>
    }
    .into_any()
}
