//! Faults at random, and the same ones again for the same seed.

use std::{collections::BTreeMap, time::Duration};

use serde::{Deserialize, Serialize};

use super::{Fault, FaultError, Kind};
use crate::endpoint::Endpoint;

/// How often a request meets a fault by chance, and which. The n-th request of a route meets the same fault for the same seed,
/// whatever happens on other routes meanwhile.
///
/// ```json
/// {"random": {"seed": 42, "rate": 0.2}}
/// {"random": {"seed": 42, "rate": 0.2, "on": ["charge", "findV2"], "kinds": ["dropAfter"], "pause": 100}}
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dice {
    /// Where chance begins.
    pub seed: u64,
    /// From 0, never, to 1, always.
    pub rate: f64,
    /// The routes; all of them when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<Endpoint>,
    /// The kinds; all but the hanging ones when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// How long a delay or a slow answer takes at most, ms.
    #[serde(default = "usual_pause")]
    pub pause: u64,
    #[serde(skip)]
    thrown: BTreeMap<Endpoint, u64>,
}

impl Dice {
    /// Dice for all routes and kinds.
    #[must_use]
    pub fn new(seed: u64, rate: f64) -> Self {
        Self { seed, rate, on: Vec::new(), kinds: Vec::new(), pause: usual_pause(), thrown: BTreeMap::new() }
    }

    /// The same for these routes alone.
    #[must_use]
    pub fn only_on(mut self, routes: &[Endpoint]) -> Self {
        self.on = routes.to_vec();
        self
    }

    /// # Errors
    /// The rate is no chance, or a pause is too long.
    pub(super) fn check(&self) -> Result<(), FaultError> {
        if !(0.0..=1.0).contains(&self.rate) {
            return Err(FaultError::BadRate(self.rate.to_string()));
        }
        if !(1..=600_000).contains(&self.pause) {
            return Err(FaultError::BadPause(self.pause));
        }
        Ok(())
    }

    /// Throws for the next request of a route.
    pub(super) fn throw(&mut self, endpoint: Endpoint) -> Option<Fault> {
        if !self.on.is_empty() && !self.on.contains(&endpoint) {
            return None;
        }
        let count = self.thrown.entry(endpoint).or_default();
        *count += 1;
        let mut chance = Chance(self.seed ^ (*count << 8) ^ (endpoint as u64));
        // 53 bits are what a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "both numbers are below 2^53")]
        let share = (chance.next() >> 11) as f64 / (1_u64 << 53) as f64;
        if share >= self.rate {
            return None;
        }
        let usual: &[Kind] = if endpoint == Endpoint::Webhook { &Kind::OF_WEBHOOKS } else { &Kind::OF_ANSWERS };
        let wanted = if self.kinds.is_empty() { usual } else { &self.kinds };
        let fitting: Vec<Kind> = wanted.iter().copied().filter(|kind| kind.fits(endpoint)).collect();
        let picked = usize::try_from(chance.next() % u64::try_from(fitting.len().max(1)).unwrap_or(1)).unwrap_or(0);
        let pause = Duration::from_millis(1 + chance.next() % self.pause);
        fitting.get(picked).map(|kind| kind.fault(pause))
    }
}

/// `SplitMix64`: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}

fn usual_pause() -> u64 {
    200
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thrown(dice: &Dice, endpoint: Endpoint) -> Vec<Option<Fault>> {
        let mut dice = dice.clone();
        (0..1000).map(|_| dice.throw(endpoint)).collect()
    }

    #[test]
    fn the_same_seed_throws_the_same_faults_and_another_one_does_not() {
        let first = thrown(&Dice::new(7, 0.3), Endpoint::Charge);
        assert_eq!(first, thrown(&Dice::new(7, 0.3), Endpoint::Charge));
        assert_ne!(first, thrown(&Dice::new(8, 0.3), Endpoint::Charge));
        assert_ne!(first, thrown(&Dice::new(7, 0.3), Endpoint::Post3ds));
        let met = first.iter().flatten().count();
        assert!((200..400).contains(&met), "{met} of 1000 at a chance of 0.3");
    }

    #[test]
    fn what_happens_on_one_route_moves_nothing_on_another() {
        let mut dice = Dice::new(7, 0.3);
        let mixed: Vec<_> = (0..1000)
            .map(|_| {
                dice.throw(Endpoint::FindV2);
                dice.throw(Endpoint::Charge)
            })
            .collect();
        assert_eq!(mixed, thrown(&Dice::new(7, 0.3), Endpoint::Charge));
    }

    #[test]
    fn only_the_routes_and_kinds_asked_for_are_met() {
        let dice = Dice { on: vec![Endpoint::Charge], kinds: vec![Kind::DropAfter, Kind::Never], ..Dice::new(1, 1.0) };
        assert!(thrown(&dice, Endpoint::Bins).iter().all(Option::is_none));
        assert!(
            thrown(&dice, Endpoint::Charge).iter().all(|fault| *fault == Some(Kind::DropAfter.fault(Duration::ZERO)))
        );
    }

    #[test]
    fn every_usual_kind_comes_in_time() {
        for (endpoint, kinds) in
            [(Endpoint::Charge, &Kind::OF_ANSWERS[..]), (Endpoint::Webhook, &Kind::OF_WEBHOOKS[..])]
        {
            let met = thrown(&Dice::new(3, 1.0), endpoint);
            for kind in kinds {
                let wanted = std::mem::discriminant(&kind.fault(Duration::from_millis(1)));
                assert!(met.iter().flatten().any(|fault| std::mem::discriminant(fault) == wanted), "{kind:?}");
            }
        }
    }
}
