//! The frame round every page: bars and navigation, by role.

use super::address;
use super::link;
use super::reader::{locale, reader};
use super::switches::Switches;
use super::words;
use crate::i18n::{Locale, td_string};
use crate::routes::home_of;
use crate::ui::{
    Avatar, BottomLink, BottomNav, Footer, Icon, LinkButton, Menu, MenuButton, MenuLink, NavLink,
    Page, Shell, ShellMain, SideFoot, SideGroup, SideLink, SideNav, SkipLink, ThemeButton, TopBar,
    TopBarEnd, TopBarNav, Width,
};
use leptos::prelude::*;
use leptos_meta::Title;
use salus_domain::accounts::{Me, Role};

/// A place in the navigation: address, icon, word.
type Place = (&'static str, &'static str, &'static str);

fn places(l: Locale, role: Option<Role>) -> Vec<Place> {
    match role {
        None => vec![
            ("/", "house", td_string!(l, common.home)),
            ("/search", "search", td_string!(l, common.find_doctor)),
            ("/clinics", "building-2", td_string!(l, common.clinics)),
        ],
        Some(Role::Patient) => vec![
            ("/my", "house", td_string!(l, common.home)),
            ("/search", "search", td_string!(l, common.find_doctor)),
            (
                "/my/appointments",
                "calendar",
                td_string!(l, common.my_appointments),
            ),
            ("/request", "message-square", td_string!(l, common.ask)),
            ("/clinics", "building-2", td_string!(l, common.clinics)),
        ],
        Some(Role::Doctor) => vec![
            ("/doctor", "layout-dashboard", td_string!(l, common.today)),
            ("/doctor/requests", "inbox", td_string!(l, common.requests)),
            (
                "/doctor/calendar",
                "calendar",
                td_string!(l, common.calendar),
            ),
            (
                "/doctor/availability",
                "calendar-clock",
                td_string!(l, availability.nav),
            ),
        ],
        Some(Role::Secretary) => vec![
            ("/desk", "layout-dashboard", td_string!(l, common.dashboard)),
            ("/desk/queue", "inbox", td_string!(l, common.requests)),
            ("/desk/board", "calendar", td_string!(l, common.board)),
            ("/desk/patients", "clipboard-list", td_string!(l, files.nav)),
        ],
        Some(Role::ClinicAdmin) => vec![
            (
                "/admin",
                "layout-dashboard",
                td_string!(l, common.dashboard),
            ),
            ("/desk/queue", "inbox", td_string!(l, common.requests)),
            ("/desk/board", "calendar", td_string!(l, common.board)),
            ("/desk/patients", "clipboard-list", td_string!(l, files.nav)),
            ("/admin/staff", "users", td_string!(l, common.staff)),
            (
                "/admin/visit-types",
                "stethoscope",
                td_string!(l, common.visit_types),
            ),
            (
                "/admin/closures",
                "calendar-x",
                td_string!(l, availability.closures_title),
            ),
            (
                "/admin/rooms",
                "door-open",
                td_string!(l, availability.rooms_title),
            ),
            ("/admin/settings", "settings", td_string!(l, admin.settings)),
            (
                "/admin/security",
                "shield-check",
                td_string!(l, second_factor.security_title),
            ),
        ],
        Some(Role::SuperAdmin) => vec![
            (
                "/platform",
                "layout-dashboard",
                td_string!(l, common.dashboard),
            ),
            (
                "/platform/clinics",
                "building-2",
                td_string!(l, common.clinics),
            ),
        ],
    }
}

/// Places that are seldom gone to: in the account's menu.
fn account_places(l: Locale, role: Role) -> Vec<Place> {
    match role {
        Role::Patient => vec![("/my/privacy", "shield-check", td_string!(l, privacy.mine))],
        Role::ClinicAdmin => vec![
            (
                "/admin/audit",
                "history",
                td_string!(l, privacy.trail_title),
            ),
            (
                "/admin/privacy",
                "shield-check",
                td_string!(l, privacy.requests_title),
            ),
        ],
        Role::SuperAdmin => vec![(
            "/platform/audit",
            "history",
            td_string!(l, privacy.trail_title),
        )],
        Role::Doctor | Role::Secretary => Vec::new(),
    }
}

/// Pages that lie under a place by meaning, not by path.
const UNDER: [(&str, &str); 2] = [
    ("/admin/doctors", "/admin/staff"),
    ("/admin/secretaries", "/admin/staff"),
];

/// For each place, whether the page lies there: at the longest place that begins its path.
fn marks(places: &[Place]) -> Vec<bool> {
    let path = address::path();
    let begins =
        |place: &str| path == place || (place != "/" && path.starts_with(&format!("{place}/")));
    let meant = UNDER
        .iter()
        .find(|(below, _)| begins(below))
        .map(|(_, place)| *place);
    let best = meant.or_else(|| {
        places
            .iter()
            .map(|(href, ..)| *href)
            .filter(|href| begins(href))
            .max_by_key(|href| href.len())
    });
    places
        .iter()
        .map(|(href, ..)| best == Some(*href))
        .collect()
}

/// How many places the bar of a phone has room for; what comes after is linked to from the dashboard.
const THUMBS: usize = 5;

fn thumb_links(places: &[Place], marks: &[bool]) -> impl IntoView + use<> {
    places
        .iter()
        .zip(marks)
        .take(THUMBS)
        .map(|(&(href, icon, word), &here)| view! { <BottomLink href=href icon=icon current=here>{word}</BottomLink> })
        .collect_view()
}

/// A page of visitors and patients: a bar above, on a phone one below.
#[component]
pub fn PublicFrame(
    /// The document's title.
    #[prop(into)]
    title: String,
    /// How much room it takes.
    #[prop(optional)]
    width: Width,
    children: Children,
) -> impl IntoView {
    let l = locale();
    let reader = reader();
    let role = reader.role().filter(|role| *role == Role::Patient);
    let me = reader.me;
    let places = places(l, role);
    let marks = marks(&places);
    let bar = places
        .iter()
        .zip(&marks)
        .map(|(&(href, _, word), &here)| view! { <NavLink href=href current=here>{word}</NavLink> })
        .collect_view();
    let thumb = thumb_links(&places, &marks);
    let sign_in = me.is_none().then(|| {
        view! { <BottomLink href="/sign-in" icon="log-in" current=address::path() == "/sign-in">{td_string!(l, common.sign_in)}</BottomLink> }
    });
    view! {
        <Title text=title + " · " + td_string!(l, common.app_name) />
        <SkipLink>{td_string!(l, common.skip)}</SkipLink>
        <TopBar home="/" brand=td_string!(l, common.app_name)>
            <TopBarNav label=td_string!(l, common.main_menu)>{bar}</TopBarNav>
            <TopBarEnd>
                <LanguageSwitch />
                <ThemeButton label=td_string!(l, common.theme) />
                {match me {
                    Some(me) => view! { <AccountMenu me=me /> }.into_any(),
                    None => {
                        // On a phone it stands in the bar below.
                        view! { <span class="only-desk"><LinkButton href="/sign-in">{td_string!(l, common.sign_in)}</LinkButton></span> }.into_any()
                    }
                }}
            </TopBarEnd>
        </TopBar>
        <Page width=width>{children()}</Page>
        <Footer>
            <p>{td_string!(l, common.app_name)}" — "{td_string!(l, common.tagline)}</p>
            <a href="/privacy">{td_string!(l, common.privacy)}</a>
        </Footer>
        <BottomNav label=td_string!(l, common.main_menu) patient=true>
            {thumb} {sign_in}
        </BottomNav>
    }
}

/// A page of staff: navigation beside it, on a phone below.
#[component]
pub fn StaffFrame(
    /// The document's title.
    #[prop(into)]
    title: String,
    /// How much room it takes.
    #[prop(optional)]
    width: Width,
    children: Children,
) -> impl IntoView {
    let l = locale();
    let reader = reader();
    let Some(me) = reader.me else {
        return view! { <PublicFrame title=title width=width>{children()}</PublicFrame> }
            .into_any();
    };
    let home = home_of(me.role);
    let places = places(l, Some(me.role));
    let marks = marks(&places);
    let side = places
        .iter()
        .zip(&marks)
        .map(|(&(href, icon, word), &here)| view! { <SideLink href=href icon=icon current=here>{word}</SideLink> })
        .collect_view();
    let thumb = thumb_links(&places, &marks);
    let phone_me = me.clone();
    let clinic = me
        .clinic
        .as_ref()
        .map(|clinic| clinic.name.clone())
        .unwrap_or_default();
    view! {
        <Title text=title + " · " + td_string!(l, common.app_name) />
        <SkipLink>{td_string!(l, common.skip)}</SkipLink>
        <Shell>
            <SideNav label=td_string!(l, common.main_menu) home=home brand=td_string!(l, common.app_name)>
                <SideGroup title=clinic>{side}</SideGroup>
                <SideFoot>
                    <LanguageSwitch />
                    <ThemeButton label=td_string!(l, common.theme) />
                    <AccountMenu me=me up=true />
                </SideFoot>
            </SideNav>
            <ShellMain>
                <TopBar home=home brand=td_string!(l, common.app_name) phone=true>
                    <TopBarEnd>
                        <LanguageSwitch />
                        <ThemeButton label=td_string!(l, common.theme) />
                        <AccountMenu me=phone_me />
                    </TopBarEnd>
                </TopBar>
                <Page width=width>{children()}</Page>
                <BottomNav label=td_string!(l, common.main_menu)>{thumb}</BottomNav>
            </ShellMain>
        </Shell>
    }
    .into_any()
}

/// A page that everybody signed in has, in the frame of their role.
#[component]
pub fn OwnFrame(
    /// The document's title.
    #[prop(into)]
    title: String,
    children: Children,
) -> impl IntoView {
    match reader().role() {
        Some(Role::Patient) | None => {
            view! { <PublicFrame title=title width=Width::Narrow>{children()}</PublicFrame> }
                .into_any()
        }
        Some(_) => view! { <StaffFrame title=title width=Width::Narrow>{children()}</StaffFrame> }
            .into_any(),
    }
}

/// Who is signed in, and the way out.
#[component]
fn AccountMenu(me: Me, #[prop(optional)] up: bool) -> impl IntoView {
    let l = locale();
    let name = format!("{} {}", me.first_name, me.last_name);
    let (face, photo) = (name.clone(), link::photo(me.photo));
    let role = words::role(l, me.role);
    let home = home_of(me.role);
    let patient = me.role == Role::Patient;
    view! {
        <Menu
            label=format!("{}: {name}", td_string!(l, common.account))
            trigger=ViewFn::from(move || view! { <Avatar name=face.clone() photo=photo.clone() /> })
            up=up
        >
            <p class="menu__head">
                <strong>{name.clone()}</strong>
                <span class="muted">{role}</span>
            </p>
            <MenuLink href=home icon="layout-dashboard">{td_string!(l, common.dashboard)}</MenuLink>
            <Switches to=me.others />
            {account_places(l, me.role)
                .into_iter()
                .map(|(href, icon, word)| view! { <MenuLink href=href icon=icon>{word}</MenuLink> })
                .collect_view()}
            <MenuLink href="/account/second-factor" icon="shield-check">{td_string!(l, second_factor.menu)}</MenuLink>
            <MenuLink href="/account" icon="user-round">{td_string!(l, account.own_title)}</MenuLink>
            {patient.then(|| view! { <MenuLink href="/my/family" icon="users">{td_string!(l, files.family_nav)}</MenuLink> })}
            <form method="post" action="/fn/accounts/sign_out">
                <MenuButton kind="submit" icon="log-out">{td_string!(l, common.sign_out)}</MenuButton>
            </form>
        </Menu>
    }
}

/// To the other language, by a form that works without script and comes back here.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let l = locale();
    let (other, code, word) = match l {
        Locale::fr => ("en", "EN", td_string!(l, common.english)),
        Locale::en => ("fr", "FR", td_string!(l, common.french)),
    };
    view! {
        <form method="post" action="/language" class="language-switch">
            <input type="hidden" name="to" value=other />
            <input type="hidden" name="back" value=address::here() />
            <button type="submit" class="button button--ghost" lang=other>
                <Icon name="languages" />
                {code}
                <span class="sr-only">" "{word}</span>
            </button>
        </form>
    }
}
