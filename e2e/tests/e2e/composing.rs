//! Keyboards that compose, as those of Android phones do even with digits.

use e2e::{
    Need, Outcome, Setup, VISA_PLAIN,
    page::{Field, Keyboard},
    scenario, until,
};

#[test]
fn a_composed_text_is_left_alone_while_it_is_composed_and_put_in_order_afterwards() -> Outcome {
    scenario(Setup { needs: &[Need::InputMethod], ..Setup::default() }, async |world| {
        let order = world.order().await?;
        for case in CASES {
            let keyboard = Keyboard::on(world, case.field).await?;
            keyboard.keys(case.typed).await?.select(case.over.0, case.over.1).await?.compose(case.shown).await?;
            assert_eq!(order.checkout().text(case.field).await?, case.during, "{} (composing)", case.about);
            keyboard.commit(case.committed).await?;
            assert_eq!(keyboard.line().await?, (case.after.0.to_owned(), case.after.1), "{}", case.about);
            // And typing goes on from there.
            keyboard.keys(case.then.0).await?;
            assert_eq!(keyboard.line().await?.0, case.then.1, "{}, then {:?}", case.about, case.then.0);
        }
        Ok(())
    })
}

#[test]
fn nothing_is_called_wrong_while_it_is_composed() -> Outcome {
    scenario(Setup { needs: &[Need::InputMethod], ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        let keyboard = Keyboard::on(world, Field::Holder).await?;
        keyboard.compose(&["А", "Ал", "Алия"]).await?;
        assert!(!checkout.is_invalid(Field::Holder).await?);
        keyboard.commit("Әлия").await?;
        assert_eq!(checkout.text(Field::Holder).await?, "Әлия");
        checkout.leave(Field::Holder).await?;
        checkout.complains(Field::Holder).await
    })
}

#[test]
fn what_is_still_composed_when_the_shopper_goes_on_is_taken() -> Outcome {
    scenario(Setup { needs: &[Need::InputMethod], ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        let keyboard = Keyboard::on(world, Field::Number).await?;
        keyboard.compose(&["4", "41", "411", "4111", "41111"]).await?;
        checkout.click(Field::Expiry).await?;
        until("the number in groups", async || Ok((checkout.text(Field::Number).await? == "4111 1").then_some(())))
            .await?;
        checkout.fill(VISA_PLAIN).await?;
        checkout.replace(Field::Code, "9").await?;
        Keyboard::before(world, Field::Code).await?.compose(&["9", "90"]).await?;
        checkout.pay().await?;
        order.receipt().await?;
        Ok(())
    })
}

struct Case {
    about: &'static str,
    field: Field,
    typed: &'static str,
    /// What is selected then, and composed over.
    over: (u32, u32),
    shown: &'static [&'static str],
    /// The whole field while it is composed.
    during: &'static str,
    committed: &'static str,
    after: (&'static str, u32),
    /// Keys after it, and the whole field after them.
    then: (&'static str, &'static str),
}

const CASES: &[Case] = &[
    Case {
        about: "a number from nothing",
        field: Field::Number,
        typed: "",
        over: (0, 0),
        shown: &["4", "41", "411", "4111", "41111"],
        during: "41111",
        committed: "41111",
        after: ("4111 1", 6),
        then: ("2", "4111 12"),
    },
    Case {
        about: "digits that cross a border",
        field: Field::Number,
        typed: "412",
        over: (3, 3),
        shown: &["3", "34", "345"],
        during: "412345",
        committed: "345",
        after: ("4123 45", 7),
        then: ("<Backspace>", "4123 4"),
    },
    Case {
        about: "a group composed anew",
        field: Field::Number,
        typed: "4123456789012345",
        over: (5, 9),
        shown: &["9", "99"],
        during: "4123 99 8901 2345",
        committed: "99",
        after: ("4123 9989 0123 45", 7),
        then: ("0", "4123 9908 9012 345"),
    },
    Case {
        about: "a backspace, which such keyboards compose, too",
        field: Field::Number,
        typed: "412345",
        over: (5, 7),
        shown: &["45", "4"],
        during: "4123 4",
        committed: "4",
        after: ("4123 4", 6),
        then: ("<Backspace>", "4123"),
    },
    Case {
        about: "a composition given up",
        field: Field::Number,
        typed: "",
        over: (0, 0),
        shown: &["4", "41"],
        during: "41",
        committed: "",
        after: ("", 0),
        then: ("4", "4"),
    },
    Case {
        about: "digits of full width",
        field: Field::Number,
        typed: "",
        over: (0, 0),
        shown: &["4", "41", "41234"],
        during: "41234",
        committed: "４１２３４",
        after: ("4123 4", 6),
        then: ("5", "4123 45"),
    },
    Case {
        about: "a word where a number belongs",
        field: Field::Number,
        typed: "4123",
        over: (2, 2),
        shown: &["а", "аб"],
        during: "41аб23",
        committed: "аб",
        after: ("4123", 2),
        then: ("9", "4192 3"),
    },
    Case {
        about: "a date",
        field: Field::Expiry,
        typed: "",
        over: (0, 0),
        shown: &["1", "12", "123", "1239"],
        during: "1239",
        committed: "1239",
        after: ("12 / 39", 7),
        then: ("<Backspace>", "12 / 3"),
    },
    Case {
        about: "the beginning of a date, as its keys would",
        field: Field::Expiry,
        typed: "",
        over: (0, 0),
        shown: &["1", "12", "123"],
        during: "123",
        committed: "123",
        after: ("12 / 3", 6),
        then: ("9", "12 / 39"),
    },
    Case {
        about: "a date over another one",
        field: Field::Expiry,
        typed: "1230",
        over: (0, 7),
        shown: &["1", "13"],
        during: "13",
        committed: "139",
        after: ("01 / 39", 7),
        then: ("<Backspace>", "01 / 3"),
    },
];
