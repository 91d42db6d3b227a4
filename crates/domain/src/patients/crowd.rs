//! Many people at once: whom somebody new among them is likely a second file on.

use super::duplicate::{Identity, Likeness, Name};
use super::search::phone_key;
use chrono::NaiveDate;
use std::collections::HashMap;

/// From how many people on a date of birth, or a telephone, says too little for names to be compared one by one:
/// files brought in from elsewhere hold thousands born "on 1 January 1980". Among those only the same names count.
const TOO_MANY: usize = 400;

/// Whom somebody is like, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like<T> {
    /// Who.
    pub who: T,
    /// Why.
    pub likeness: Likeness,
}

/// People, each with what they are known by. Finds the same as [`likeness`](super::likeness) asked of each, without
/// asking each.
#[derive(Debug)]
pub struct Crowd<T> {
    people: Vec<Known<T>>,
    by_id: HashMap<String, usize>,
    by_birth: HashMap<NaiveDate, Vec<usize>>,
    by_birth_and_name: HashMap<(NaiveDate, String), usize>,
    by_phone: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Known<T> {
    who: T,
    name: Name,
}

impl<T> Default for Crowd<T> {
    fn default() -> Self {
        Self {
            people: Vec::new(),
            by_id: HashMap::new(),
            by_birth: HashMap::new(),
            by_birth_and_name: HashMap::new(),
            by_phone: HashMap::new(),
        }
    }
}

impl<T: Clone> Crowd<T> {
    /// Somebody joins.
    pub fn add(&mut self, who: T, identity: &Identity) {
        let (place, name) = (self.people.len(), Name::of(&identity.name));
        if let Some(id) = &identity.national_id {
            self.by_id.entry(id.clone()).or_insert(place);
        }
        self.by_birth
            .entry(identity.born_on)
            .or_default()
            .push(place);
        self.by_birth_and_name
            .entry((identity.born_on, name.sorted.clone()))
            .or_insert(place);
        if let Some(phone) = &identity.phone {
            self.by_phone
                .entry(phone_key(phone))
                .or_default()
                .push(place);
        }
        self.people.push(Known { who, name });
    }

    /// Whom somebody is likely the same as; the surest, and of those who joined first.
    pub fn like(&self, identity: &Identity) -> Option<Like<T>> {
        let found = |place: usize, likeness| {
            let who = self.people.get(place)?.who.clone();
            Some(Like { who, likeness })
        };
        let of_id = identity.national_id.as_ref();
        if let Some(place) = of_id.and_then(|id| self.by_id.get(id)) {
            return found(*place, Likeness::NationalId);
        }
        let name = Name::of(&identity.name);
        let (birth, key) = (identity.born_on, (identity.born_on, name.sorted.clone()));
        if let Some(place) = self.by_birth_and_name.get(&key) {
            return found(*place, Likeness::NameAndBirth);
        }
        if let Some(place) = self.nearly(self.by_birth.get(&birth), &name) {
            return found(place, Likeness::LikeNameAndBirth);
        }
        let of_phone = identity.phone.as_deref().map(phone_key);
        let same_phone = of_phone.and_then(|key| self.by_phone.get(&key));
        found(self.nearly(same_phone, &name)?, Likeness::LikeNameAndPhone)
    }

    fn nearly(&self, among: Option<&Vec<usize>>, name: &Name) -> Option<usize> {
        among?
            .iter()
            .take_while(|_| among.is_some_and(|all| all.len() <= TOO_MANY))
            .copied()
            .find(|place| {
                self.people
                    .get(*place)
                    .is_some_and(|known| known.name.is_like(name))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patients::likeness;
    use proptest::prelude::*;

    fn somebody() -> impl Strategy<Value = Identity> {
        let name = prop::sample::select(vec![
            "Sana Ben Ali",
            "Ben Ali Sana",
            "Sanna Ben Ali",
            "Karim Jlassi",
            "Karim Jelassi",
            "Amel",
        ]);
        let day = 1_u32..4;
        let id = prop::option::weighted(0.3, prop::sample::select(vec!["A1234", "B1234"]));
        let phone = prop::option::weighted(
            0.5,
            prop::sample::select(vec!["+216 20 123 456", "20123456", "+216 98 765 432"]),
        );
        (name, day, id, phone).prop_map(|(name, day, id, phone)| Identity {
            name: name.to_owned(),
            born_on: NaiveDate::from_ymd_opt(1990, 1, day).unwrap_or_default(),
            national_id: id.map(str::to_owned),
            phone: phone.map(str::to_owned),
        })
    }

    proptest! {
        /// The crowd is a faster way to ask everybody in it.
        #[test]
        fn a_crowd_finds_what_asking_everybody_finds(
            people in prop::collection::vec(somebody(), 0..12),
            one in somebody(),
        ) {
            let mut crowd = Crowd::default();
            for (place, identity) in people.iter().enumerate() {
                crowd.add(place, identity);
            }
            let surest = people.iter().filter_map(|other| likeness(&one, other)).min();
            prop_assert_eq!(crowd.like(&one).map(|like| like.likeness), surest);
        }
    }

    #[test]
    fn thousands_born_on_one_day_are_told_apart_by_their_whole_names() {
        let mut crowd = Crowd::default();
        let born = |name: String| Identity {
            name,
            born_on: NaiveDate::from_ymd_opt(1980, 1, 1).unwrap_or_default(),
            national_id: None,
            phone: Some("+216 71 000 000".into()),
        };
        for n in 0..10_000 {
            crowd.add(n, &born(format!("Numéro{n} Patient")));
        }
        let likeness = |name: &str| {
            crowd
                .like(&born(name.into()))
                .map(|like| (like.who, like.likeness))
        };
        assert_eq!(
            likeness("PATIENT numero5000"),
            Some((5000, Likeness::NameAndBirth))
        );
        assert_eq!(likeness("Patiente Numero5000"), None);
    }
}
