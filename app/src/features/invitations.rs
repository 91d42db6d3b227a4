//! Invitations nobody has accepted: at the staff's page of a clinic, and at the platform's page of one.

use super::answer::Answer;
use super::form::{Form, FormAnswer};
use super::{format, words};
use crate::api::invitations::{
    ResendAdminInvitation, ResendInvitation, WithdrawAdminInvitation, WithdrawInvitation,
};
use crate::i18n::{Locale, td_string};
use crate::ui::{Badge, Cell, Column, Section, Size, SubmitButton, Table, Tone, Variant};
use leptos::prelude::*;
use salus_domain::accounts::Role;
use salus_domain::ids::ClinicId;
use salus_domain::invitations::InvitationRow;

/// The invitations, each to be sent anew or taken back; nothing where there are none. `clinic` is the one whose admins
/// they invite, on the platform's page.
pub fn waiting(l: Locale, rows: Vec<InvitationRow>, clinic: Option<ClinicId>) -> AnyView {
    let (resend, withdraw) = match clinic {
        None => (
            Answer::of::<ResendInvitation>(l),
            Answer::of::<WithdrawInvitation>(l),
        ),
        Some(_) => (
            Answer::of::<ResendAdminInvitation>(l),
            Answer::of::<WithdrawAdminInvitation>(l),
        ),
    };
    let answers = view! {
        <FormAnswer answer=resend labels=Vec::new() />
        <FormAnswer answer=withdraw labels=Vec::new() />
    };
    if rows.is_empty() {
        return answers.into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, admin.col_name)),
        Column::words(td_string!(l, admin.col_role)),
        Column::words(td_string!(l, admin.col_email)),
        Column::words(td_string!(l, admin.col_state)),
        Column::words(td_string!(l, admin.col_actions)),
    ];
    let lines = rows
        .into_iter()
        .map(|row| line(l, row, clinic, (resend, withdraw)))
        .collect_view();
    view! {
        <Section title=td_string!(l, people.waiting_title)>
            {answers}
            <Table caption=td_string!(l, people.waiting_caption) columns=columns>
                {lines}
            </Table>
        </Section>
    }
    .into_any()
}

fn line(
    l: Locale,
    row: InvitationRow,
    clinic: Option<ClinicId>,
    (resend, withdraw): (Answer, Answer),
) -> AnyView {
    let state = match row.left_min {
        Some(left) => {
            let left = format::duration(l, (left / 60).max(1) * 60);
            let words = td_string!(l, people.holds_for, left = left);
            view! { <Badge tone=Tone::Waiting icon="hourglass">{words}</Badge> }
        }
        None => {
            view! { <Badge tone=Tone::Neutral icon="clock">{td_string!(l, people.lapsed)}</Badge> }
        }
    };
    let hidden = move |id: String| {
        let clinic = clinic
            .map(|clinic| view! { <input type="hidden" name="clinic" value=clinic.to_string() /> });
        view! {
            <input type="hidden" name="invitation" value=id />
            {clinic}
        }
    };
    let (of_resend, of_withdraw) = (hidden(row.id.to_string()), hidden(row.id.to_string()));
    let again = td_string!(l, people.resend_to, name = row.name.clone());
    let back = td_string!(l, people.withdraw_of, name = row.name.clone());
    view! {
        <tr>
            <Cell label=td_string!(l, admin.col_name) main=true>{row.name}</Cell>
            <Cell label=td_string!(l, admin.col_role)>{words::role(l, Role::from(row.role))}</Cell>
            <Cell label=td_string!(l, admin.col_email)>{row.email}</Cell>
            <Cell label=td_string!(l, admin.col_state)>{state}</Cell>
            <Cell actions=true>
                <div class="cluster cluster--end">
                    <Form of=resend>
                        {of_resend}
                        <SubmitButton variant=Variant::Secondary size=Size::Small icon="send" attr:aria-label=again>
                            {td_string!(l, people.resend)}
                        </SubmitButton>
                    </Form>
                    <Form of=withdraw>
                        {of_withdraw}
                        <SubmitButton variant=Variant::Ghost size=Size::Small icon="undo-2" attr:aria-label=back>
                            {td_string!(l, people.withdraw)}
                        </SubmitButton>
                    </Form>
                </div>
            </Cell>
        </tr>
    }
    .into_any()
}
