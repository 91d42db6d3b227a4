//! The component kit. It knows neither domain nor routes and holds no words of its own: every text is
//! handed in, as [`TextProp`](leptos::text_prop::TextProp) where it may change with the language. Looks
//! are in `style/`, one file per component, by classes only: the security policy forbids `style=`.

mod badge;
mod board;
mod button;
mod choice;
mod date_grid;
mod dialog;
mod field;
mod file_input;
mod icon;
mod input;
mod nav;
mod page;
mod person;
#[cfg(feature = "ssr")]
mod qr;
mod segmented;
mod shell;
mod slots;
mod table;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod text;
mod theme;
mod time_grid;
mod toast;
mod typed;

pub use badge::{Badge, Notice, Tone};
pub use board::{Board, BoardColumn};
pub use button::{Button, LinkButton, Size, SubmitButton, Variant};
pub use choice::{Checkbox, Choice, Choices};
pub use date_grid::{DateGrid, Day};
pub use dialog::{Dialog, DialogBody, DialogFoot, DialogShape};
pub use field::{Field, FormErrors};
pub use file_input::FileInput;
pub use icon::{Icon, Logo};
pub use input::{DateInput, Input, Select, Suggested, Textarea};
pub use nav::{Breadcrumb, Menu, MenuButton, MenuLink, Step, StepLink, Stepper, TabLink, Tabs};
pub use page::{
    Card, CardFoot, Empty, Fact, Facts, IconLine, PageHeader, Section, Shape, Skeleton, Stat, Trend,
};
pub use person::{Avatar, Face, Person};
#[cfg(feature = "ssr")]
pub use qr::Qr;
pub use segmented::{SegmentLink, SegmentRadio, Segmented};
pub use shell::{
    BottomLink, BottomNav, Footer, KeepFresh, Live, NavLink, Page, Shell, ShellMain, SideFoot,
    SideGroup, SideLink, SideNav, SkipLink, TopBar, TopBarEnd, TopBarNav, Width,
};
pub use slots::{ChipButton, SearchBar, SearchField, SlotDay, SlotWeek, TimeChip};
pub use table::{Cell, Column, Pagination, Table};
pub use text::Go;
pub use theme::{THEME_COOKIE, ThemeButton};
pub use time_grid::{
    TimeGrid, TimeGridClosed, TimeGridColumn, TimeGridEvent, TimeGridGap, TimeGridNow,
};
pub use toast::{Toast, ToastRegion};
pub use typed::Typed;
