//! Flow, store and gateway together, as a model: every order of events up to a length, each state once.
//!
//! The flow is the real one. Store and gateway are a page of rules each, the ones of `store/src/payments` and `store/src/books`; that
//! the real ones follow them is what `store/tests` and `bench/rehearsal` show. What is lost, late or doubled on the way between them
//! is an event like any other.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::HashSet;
use std::fmt::Write as _;

use cloudpayments_checkout::card::{Card, CardNumber, Cryptogram, Expiry, Now, SecurityCode};
use cloudpayments_checkout::flow::{Attempt, Effect, Event, Flow, GaveUp, Mode, Outcome, Phase};
use cloudpayments_checkout::wire::{Answer, Challenge, Refusal, refusal};
use proptest::prelude::*;

#[test]
fn no_order_of_nine_events_charges_twice_or_tells_a_lie() {
    let states = explore(1, 9);
    assert!(states > 1_000, "{states} states only");
}

#[test]
fn no_order_of_six_events_in_two_tabs_charges_an_order_twice() {
    let states = explore(2, 6);
    assert!(states > 2_000, "{states} states only");
}

proptest! {
    #[test]
    fn long_runs_in_two_tabs_charge_once_and_end_in_agreement(steps in prop::collection::vec((0..STEPS.len(), 0..2_usize), 0..60)) {
        let mut world = World::new(2);
        for (step, tab) in steps {
            world.step(STEPS[step], tab);
            world.check();
        }
        world.reconcile();
        world.check();
        world.check_agreement();
    }
}

/// Breadth first: a state is its own description, and is gone on from once.
fn explore(tabs: usize, depth: usize) -> usize {
    let mut known = HashSet::new();
    let mut edge: Vec<Vec<(Step, usize)>> = vec![Vec::new()];
    for _ in 0..depth {
        let mut next = Vec::new();
        for path in &edge {
            for step in STEPS {
                for tab in 0..tabs {
                    let mut world = World::replay(tabs, path);
                    world.step(step, tab);
                    if !known.insert(world.describe()) {
                        continue;
                    }
                    world.check();
                    let mut longer = path.clone();
                    longer.push((step, tab));
                    let mut end = World::replay(tabs, &longer);
                    end.reconcile();
                    end.check();
                    end.check_agreement();
                    next.push(longer);
                }
            }
        }
        edge = next;
    }
    known.len()
}

/// One thing that happens. What is not possible at the moment changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Press,
    /// The oldest request of this tab arrives at the store.
    Arrive,
    /// The tab gives up waiting; the request may arrive yet.
    TimeOut,
    /// The oldest answer arrives at its tab.
    Hear,
    /// It does not.
    Miss,
    GatewayPays,
    GatewayDeclines,
    GatewayChallenges,
    GatewayTurnsAway,
    /// Money is taken and the answer is lost.
    GatewayPaysUnheard,
    /// Nothing is done and the answer is lost.
    GatewayForgets,
    BankReturns,
    /// A message says so; the bank has not.
    Forged,
    GiveUp,
    Webhook,
    Reload,
    CheckAgain,
    SixMinutes,
}

const STEPS: [Step; 18] = [
    Step::Press,
    Step::Arrive,
    Step::TimeOut,
    Step::Hear,
    Step::Miss,
    Step::GatewayPays,
    Step::GatewayDeclines,
    Step::GatewayChallenges,
    Step::GatewayTurnsAway,
    Step::GatewayPaysUnheard,
    Step::GatewayForgets,
    Step::BankReturns,
    Step::Forged,
    Step::GiveUp,
    Step::Webhook,
    Step::Reload,
    Step::CheckAgain,
    Step::SixMinutes,
];

/// The store's books about an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Book {
    Absent,
    Sent,
    Unknown,
    Challenge,
    Confirming,
    Paid,
    Declined,
    Refused(&'static str),
    Abandoned,
}

/// The gateway's ledger about an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ledger {
    Nothing,
    Awaiting,
    Paid,
    Declined,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Charge,
    Status,
    Abandon,
}

#[derive(Debug)]
struct Request {
    tab: usize,
    attempt: usize,
    question: Question,
    is_awaited: bool,
}

struct World {
    tabs: Vec<Flow>,
    /// What each tab remembers over a reload.
    remembered: Vec<Option<usize>>,
    books: Vec<Book>,
    ledger: Vec<Ledger>,
    /// How often money could have moved for an attempt: charge and post3ds requests that reached the gateway.
    charges: Vec<u32>,
    handed_over: Vec<u32>,
    requests: Vec<Request>,
    answers: Vec<(usize, usize, Result<Answer, Refusal>)>,
    /// The attempt whose charge or post3ds is at the gateway, per attempt.
    at_gateway: Vec<bool>,
}

impl World {
    fn new(tabs: usize) -> Self {
        Self {
            tabs: (0..tabs).map(|_| Flow::new(Mode::Charge)).collect(),
            remembered: vec![None; tabs],
            books: Vec::new(),
            ledger: Vec::new(),
            charges: Vec::new(),
            handed_over: Vec::new(),
            requests: Vec::new(),
            answers: Vec::new(),
            at_gateway: Vec::new(),
        }
    }

    fn replay(tabs: usize, path: &[(Step, usize)]) -> Self {
        let mut world = Self::new(tabs);
        for (step, tab) in path {
            world.step(*step, *tab);
        }
        world
    }

    fn step(&mut self, step: Step, tab: usize) {
        match step {
            Step::Press => self.press(tab),
            Step::Arrive => self.arrive(tab),
            Step::TimeOut => {
                if let Some(request) = self.requests.iter_mut().find(|request| request.tab == tab && request.is_awaited)
                {
                    request.is_awaited = false;
                    let attempt = id(request.attempt);
                    self.tell(tab, &Event::Unanswered { attempt });
                }
            }
            Step::Hear | Step::Miss => {
                if let Some(at) = self.answers.iter().position(|(to, _, _)| *to == tab) {
                    let (_, attempt, answer) = self.answers.remove(at);
                    let attempt = id(attempt);
                    let event = match answer {
                        Ok(answer) if step == Step::Hear => Event::Answered { attempt, answer },
                        Err(refusal) if step == Step::Hear => Event::Refused { attempt, refusal },
                        _ => Event::Unanswered { attempt },
                    };
                    self.tell(tab, &event);
                }
            }
            Step::GatewayPays => self.gateway(Ledger::Paid, true),
            Step::GatewayDeclines => self.gateway(Ledger::Declined, true),
            Step::GatewayChallenges => self.gateway(Ledger::Awaiting, true),
            Step::GatewayPaysUnheard => self.gateway(Ledger::Paid, false),
            Step::GatewayForgets => self.gateway(Ledger::Nothing, false),
            Step::GatewayTurnsAway => {
                if let Some(attempt) = self.busy() {
                    self.at_gateway[attempt] = false;
                    let was_claimed = self.books[attempt] == Book::Confirming;
                    self.books[attempt] =
                        if was_claimed { Book::Abandoned } else { Book::Refused(refusal::UNAVAILABLE) };
                }
            }
            Step::BankReturns => {
                if let Some(attempt) = self.books.iter().position(|book| *book == Book::Challenge) {
                    self.books[attempt] = Book::Confirming;
                    self.handed_over[attempt] += 1;
                    self.at_gateway[attempt] = true;
                }
                self.leave(tab, None);
            }
            Step::Forged => self.leave(tab, None),
            Step::GiveUp => self.leave(tab, Some(GaveUp::Cancelled)),
            Step::Webhook => {
                for attempt in 0..self.books.len() {
                    if self.ledger[attempt] == Ledger::Paid {
                        self.books[attempt] = Book::Paid;
                    }
                }
            }
            Step::Reload => {
                self.tabs[tab] = Flow::new(Mode::Charge);
                self.requests
                    .iter_mut()
                    .filter(|request| request.tab == tab)
                    .for_each(|request| request.is_awaited = false);
                self.answers.retain(|(to, _, _)| *to != tab);
                if let Some(attempt) = self.remembered[tab] {
                    self.tell(tab, &Event::Resumed { attempt: id(attempt) });
                }
            }
            Step::CheckAgain => self.tell(tab, &Event::CheckAgain),
            Step::SixMinutes => self.six_minutes(),
        }
    }

    fn press(&mut self, tab: usize) {
        if !self.tabs[tab].phase().accepts_card() {
            return;
        }
        let attempt = self.books.len();
        self.books.push(Book::Absent);
        self.ledger.push(Ledger::Nothing);
        self.charges.push(0);
        self.handed_over.push(0);
        self.at_gateway.push(false);
        self.tell(tab, &Event::Submitted { attempt: id(attempt), card: Box::new(card()) });
        self.tell(tab, &Event::Encrypted { attempt: id(attempt), cryptogram: Cryptogram::new("packet".to_owned()) });
    }

    fn leave(&mut self, tab: usize, why: Option<GaveUp>) {
        if let Some(attempt) = self.tabs[tab].attempt() {
            let event = match why {
                Some(why) => Event::ChallengeLeft { attempt, why },
                None => Event::ChallengeReturned { attempt },
            };
            self.tell(tab, &event);
        }
    }

    /// The flow hears an event; what it wants sent is sent.
    fn tell(&mut self, tab: usize, event: &Event) {
        for effect in self.tabs[tab].handle(event) {
            let attempt = self.tabs[tab].attempt().map(number);
            let question = match effect {
                Effect::Charge => Question::Charge,
                Effect::AskStatus => Question::Status,
                Effect::Abandon => Question::Abandon,
                Effect::Remember => {
                    self.remembered[tab] = attempt;
                    continue;
                }
                Effect::Forget => {
                    self.remembered[tab] = None;
                    continue;
                }
                _ => continue,
            };
            self.requests.push(Request { tab, attempt: attempt.unwrap(), question, is_awaited: true });
        }
    }

    /// The store does what it does with the oldest request of a tab.
    fn arrive(&mut self, tab: usize) {
        let Some(at) = self.requests.iter().position(|request| request.tab == tab) else { return };
        let Request { attempt, question, is_awaited, .. } = self.requests.remove(at);
        match (question, self.books[attempt]) {
            (Question::Charge, Book::Absent) => {
                let paid = self.books.contains(&Book::Paid);
                let busy = self.books.iter().any(|book| is_open(*book));
                if paid || busy {
                    self.books[attempt] = Book::Refused(if paid { refusal::ORDER_PAID } else { refusal::ORDER_BUSY });
                } else {
                    self.books[attempt] = Book::Sent;
                    self.charges[attempt] += 1;
                    self.at_gateway[attempt] = true;
                }
            }
            (Question::Abandon, Book::Absent | Book::Challenge) => self.books[attempt] = Book::Abandoned,
            _ => {}
        }
        if question != Question::Charge {
            self.ask(attempt, false);
        }
        if is_awaited {
            let answer = self.answer(attempt, question);
            self.answers.push((tab, attempt, answer));
        }
    }

    fn answer(&self, attempt: usize, question: Question) -> Result<Answer, Refusal> {
        let id = text(attempt);
        Ok(match self.books[attempt] {
            Book::Absent => return Err(refused(refusal::ATTEMPT_UNKNOWN, true)),
            Book::Refused(code) if question == Question::Charge => return Err(refused(code, false)),
            Book::Sent | Book::Unknown | Book::Confirming => Answer::Pending { attempt: id },
            Book::Challenge => Answer::Challenge(Challenge {
                attempt: id,
                acs_url: "https://acs.example/".into(),
                pa_req: "req".into(),
                md: "9".into(),
                term_url: "https://store.example/term".into(),
                frame: true,
            }),
            Book::Paid => Answer::Paid { attempt: id, transaction: 9 },
            Book::Declined => Answer::Declined { attempt: id, transaction: Some(9), reason: 5051 },
            Book::Refused(_) | Book::Abandoned => Answer::Abandoned { attempt: id },
        })
    }

    /// The gateway ends what is with it; the store hears it or not.
    fn gateway(&mut self, result: Ledger, is_heard: bool) {
        let Some(attempt) = self.busy() else { return };
        let is_post3ds = self.books[attempt] == Book::Confirming;
        if is_post3ds && result == Ledger::Awaiting {
            return;
        }
        self.at_gateway[attempt] = false;
        if result != Ledger::Nothing {
            self.ledger[attempt] = result;
        }
        self.books[attempt] = match (result, is_heard) {
            _ if self.books[attempt] == Book::Paid => Book::Paid,
            (Ledger::Paid, true) => Book::Paid,
            (Ledger::Declined, true) => Book::Declined,
            (Ledger::Awaiting, true) => Book::Challenge,
            _ => Book::Unknown,
        };
    }

    fn busy(&self) -> Option<usize> {
        self.at_gateway.iter().position(|is_there| *is_there)
    }

    /// The store asks the gateway about an attempt in doubt, not while its own request is there.
    fn ask(&mut self, attempt: usize, is_settled: bool) {
        if !matches!(self.books[attempt], Book::Sent | Book::Unknown | Book::Confirming) || self.at_gateway[attempt] {
            return;
        }
        let was_handed_over = self.handed_over[attempt] > 0;
        self.books[attempt] = match self.ledger[attempt] {
            Ledger::Paid => Book::Paid,
            Ledger::Declined => Book::Declined,
            Ledger::Awaiting if !was_handed_over || is_settled => Book::Abandoned,
            Ledger::Nothing if is_settled => Book::Abandoned,
            _ => self.books[attempt],
        };
    }

    /// Nothing is with the gateway after six minutes: it has done it or not, and nobody was told.
    fn six_minutes(&mut self) {
        while self.busy().is_some() {
            self.gateway(Ledger::Nothing, false);
        }
        for attempt in 0..self.books.len() {
            self.ask(attempt, true);
        }
    }

    /// Every request arrives, the gateway is asked, and every tab hears the answers.
    fn reconcile(&mut self) {
        for _ in 0..200 {
            for tab in 0..self.tabs.len() {
                self.step(Step::Arrive, tab);
                self.step(Step::Hear, tab);
                self.step(Step::GiveUp, tab);
                self.step(Step::CheckAgain, tab);
            }
            self.six_minutes();
            if self.requests.is_empty() && self.answers.is_empty() && self.tabs.iter().all(|tab| !tab.phase().is_busy())
            {
                return;
            }
        }
    }

    fn check(&self) {
        let paid = self.ledger.iter().filter(|ledger| **ledger == Ledger::Paid).count();
        assert!(paid <= 1, "charged twice: {}", self.describe());
        assert!(
            self.charges.iter().chain(&self.handed_over).all(|times| *times <= 1),
            "sent twice: {}",
            self.describe()
        );
        for tab in &self.tabs {
            let Phase::Settled(outcome) = tab.phase() else { continue };
            let attempt = number(tab.attempt().unwrap());
            let is_paid = self.ledger[attempt] == Ledger::Paid;
            if let Outcome::Paid { .. } = outcome {
                assert!(is_paid, "told paid: {}", self.describe());
            } else {
                assert!(!is_paid, "told not paid: {}", self.describe());
                assert!(!is_open(self.books[attempt]), "told an end that is none: {}", self.describe());
            }
        }
    }

    fn check_agreement(&self) {
        for (book, ledger) in self.books.iter().zip(&self.ledger) {
            assert_eq!(*book == Book::Paid, *ledger == Ledger::Paid, "{}", self.describe());
            assert!(!is_open(*book), "in doubt for ever: {}", self.describe());
        }
        for tab in &self.tabs {
            let is_paid = matches!(tab.phase(), Phase::Settled(Outcome::Paid { .. }));
            assert!(
                is_paid || tab.phase().accepts_card() || !tab.phase().is_busy(),
                "nothing to press: {}",
                self.describe()
            );
        }
    }

    fn describe(&self) -> String {
        let mut text = String::new();
        let _ = write!(
            text,
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            self.tabs,
            self.remembered,
            self.books,
            self.ledger,
            self.charges,
            self.handed_over,
            self.requests,
            self.answers,
            self.at_gateway
        );
        text
    }
}

fn is_open(book: Book) -> bool {
    matches!(book, Book::Sent | Book::Unknown | Book::Challenge | Book::Confirming)
}

fn refused(code: &str, charged: bool) -> Refusal {
    Refusal { code: code.to_owned(), message: String::new(), charged, amount: None }
}

fn text(attempt: usize) -> String {
    format!("{attempt:032x}")
}

fn id(attempt: usize) -> Attempt {
    Attempt::parse(&text(attempt)).unwrap()
}

fn number(attempt: Attempt) -> usize {
    usize::from_str_radix(attempt.as_str(), 16).unwrap()
}

fn card() -> Card {
    Card {
        number: CardNumber::parse("4242424242424242").unwrap(),
        expiry: Expiry::parse("12/30", Now::unknown()).unwrap(),
        code: SecurityCode::parse("123").unwrap(),
        holder: None,
    }
}
